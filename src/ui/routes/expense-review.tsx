import type { Expense } from '#domain/expense/schema.ts';
import { listTalk } from '#store/queries/review.ts';
import { LinkButton } from '../components/button.tsx';
import { Section } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import { useLive } from '../hooks/use-live.ts';
import type { ExpenseData } from './expense-data.ts';
import { ReviewAnswer } from './review-answer.tsx';
import { ReviewTalk } from './review-talk.tsx';

/** What the Hub has decided about an expense, to both sides; the pair answers, or changes the expense. */
export function ExpenseTalk({ expense, data }: { expense: Expense; data: ExpenseData }) {
  const { t } = useMessages();
  const store = useStore();
  const isPair = useIsPair();
  const talk = useLive(() => listTalk(store, expense.id), [store, expense.id]);
  const isHub = store.context.role === 'hub';
  const asks = expense.review === 'queried' || expense.review === 'rejected';
  if (!talk || (talk.length === 0 && !isHub)) return null;
  return (
    <Section
      title={t('review-title')}
      action={isHub && <LinkButton href={`/hub/exchange/expenses/${expense.id}`}>{t('review-open')}</LinkButton>}
    >
      <ReviewTalk talk={talk} about="expense" people={data.people} pending={data.pending} />
      {isPair && expense.deletedAt === null && asks && (
        <>
          <p>{t(expense.review === 'queried' ? 'review-queried-text' : 'review-rejected-text')}</p>
          <ReviewAnswer
            aboutId={expense.id}
            write={(said) => ({ name: 'expense.answer', args: { ...said, expenseId: expense.id } })}
          />
        </>
      )}
      {isPair && expense.review === 'approved' && <p class="subtle">{t('review-approved-text')}</p>}
    </Section>
  );
}
