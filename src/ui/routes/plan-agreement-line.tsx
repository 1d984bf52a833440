import { readAgreement } from '#store/queries/agreement.ts';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { AgreementChip } from './plan-agreement.tsx';

/** Where the agreement stands, over the schedule: a change there voids it. */
export function AgreementLine() {
  const { t } = useMessages();
  const store = useStore();
  const known = useLive(() => readAgreement(store), [store]);
  if (!known) return null;
  return (
    <div>
      <a class="agreement-line" href="/plan">
        <span>{t('agreement-title')}</span>
        <AgreementChip known={known} />
      </a>
      {known.state === 'agreed' && <p class="subtle small">{t('agreement-schedule')}</p>}
    </div>
  );
}
