import type { Expense } from '#domain/expense/schema.ts';
import { useApp, useMessages } from '../context.ts';
import type { ExpenseData } from './expense-data.ts';

/** Who handed an expense in to the Hub, and when; or that it still waits for a network here. */
export function SubmittedLine({ expense: { submission }, data }: { expense: Expense; data: ExpenseData }) {
  const { t, format } = useMessages();
  const { now } = useApp();
  if (!submission) return null;
  const name = data.people.get(submission.by)?.name ?? '';
  return (
    <p class="subtle small">
      {data.pending.has(submission.id)
        ? t('expense-submitted-queued')
        : t('expense-submitted-by', name, format.ago(Date.parse(submission.at), now()))}
    </p>
  );
}
