import { cdxIconHelp } from '@wikimedia/codex-icons';
import { List, ListItem } from '../components/list.tsx';
import { Section } from '../components/section.tsx';
import { useMessages } from '../context.ts';
import type { ExpenseData } from './expense-data.ts';
import { expenseTitle } from './expense-words.ts';
import { reviewKey } from './review-words.ts';

/** To do: the expenses that the Hub has asked about or rejected, until they are answered or changed. */
export function ExpenseQuestions({ data }: { data: ExpenseData }) {
  const { t, format } = useMessages();
  const open = data.items.filter(
    ({ expense: { deletedAt, review } }) => deletedAt === null && (review === 'queried' || review === 'rejected'),
  );
  if (open.length === 0) return null;
  return (
    <Section title={t('review-todo', open.length)}>
      <List>
        {open.map(({ expense }) => (
          <ListItem
            key={expense.id}
            icon={cdxIconHelp}
            href={`/expenses/${expense.id}`}
            title={<span dir="auto">{expenseTitle(expense, t)}</span>}
            detail={t(reviewKey(expense.review ?? 'waiting'))}
            end={
              expense.amount !== null && expense.currency !== null ? (
                <span class="figures">{format.money(expense.amount, expense.currency)}</span>
              ) : undefined
            }
          />
        ))}
      </List>
    </Section>
  );
}
