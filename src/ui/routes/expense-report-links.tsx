import { cdxIconArticle, cdxIconCheckAll } from '@wikimedia/codex-icons';
import { List, ListItem } from '../components/list.tsx';
import { useMessages } from '../context.ts';
import { useMay } from '../hooks/use-may.ts';
import type { ExpenseData } from './expense-data.ts';
import { shownState } from './expense-words.ts';
import { PoliciesLink } from './plan-policies-link.tsx';

/** The ways on from the list: to what is covered, to hand in what is ready, and to the settlement. */
export function ExpenseReportLinks({ data }: { data: ExpenseData }) {
  const { t } = useMessages();
  const maySubmit = useMay('expense.submit');
  if (data.items.length === 0 && !data.exchange?.policies) return null;
  const ready = data.items.filter(
    ({ expense }) =>
      expense.deletedAt === null && shownState(expense, data.checks.get(expense.id) ?? [], data.pending) === 'ready',
  ).length;
  const isQueued = data.submissions.some(({ id }) => data.pending.has(id));
  return (
    <List>
      <PoliciesLink exchange={data.exchange} />
      {maySubmit && data.items.length > 0 && (
        <ListItem
          icon={cdxIconCheckAll}
          href="/expenses/submit"
          title={t('submission-open')}
          detail={isQueued ? t('submission-queued') : t('submission-ready', ready)}
        />
      )}
      {data.items.length > 0 && (
        <ListItem icon={cdxIconArticle} href="/expenses/settlement" title={t('settlement-open')} />
      )}
    </List>
  );
}
