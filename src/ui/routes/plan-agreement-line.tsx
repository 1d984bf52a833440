import { readAgreement } from '#store/queries/agreement.ts';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { AgreementChip } from './plan-agreement.tsx';

/** Where the agreement stands, over the schedule: a change there voids it. */
export function AgreementLine() {
  const { t } = useMessages();
  const store = useStore();
  const known = useLive(() => readAgreement(store), [store]);
  return (
    <div>
      <a class="agreement-line" href="/plan">
        <span class="agreement-name">{t('agreement-title')}</span>
        {/* It is reckoned from the whole plan, which takes a moment: the line has its place before. */}
        {known && <AgreementChip known={known} />}
      </a>
      {known?.state === 'agreed' && <p class="subtle small">{t('agreement-schedule')}</p>}
    </div>
  );
}
