import { cdxIconCheck } from '@wikimedia/codex-icons';
import { readAgreement } from '#store/queries/agreement.ts';
import { List, ListItem } from '../components/list.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { AgreementChip } from './plan-agreement.tsx';

/** Where the agreement stands, beside the schedule: a change there voids it. */
export function AgreementLine() {
  const { t } = useMessages();
  const store = useStore();
  const known = useLive(() => readAgreement(store), [store]);
  if (!known) return null;
  return (
    <List>
      <ListItem
        icon={cdxIconCheck}
        href="/plan"
        title={t('agreement-title')}
        {...(known.state === 'agreed' && { detail: t('agreement-schedule') })}
        end={<AgreementChip known={known} />}
      />
    </List>
  );
}
