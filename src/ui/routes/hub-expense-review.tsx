import { budgetTotals } from '#domain/expense/totals.ts';
import type { ExpenseWithReceipts } from '#store/queries/expense.ts';
import { listTalk } from '#store/queries/review.ts';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { ExpenseChecks } from './expense-checks.tsx';
import type { ExpenseData } from './expense-data.ts';
import { DeclarationWords } from './expense-declaration.tsx';
import { ExpenseFacts } from './expense-facts.tsx';
import { StateChips } from './expense-row.tsx';
import { SubmittedLine } from './expense-submitted.tsx';
import { categoryKey, expenseTitle } from './expense-words.ts';
import type { HubExchangeData } from './hub-exchange-data.ts';
import { ExpenseDecision } from './hub-expense-decision.tsx';
import { ReceiptGallery } from './receipt-gallery.tsx';
import { ReceiptPane } from './receipt-pane.tsx';
import { ReviewTalk } from './review-talk.tsx';

type ExpenseReviewProps = {
  item: ExpenseWithReceipts;
  data: HubExchangeData;
  /** There is room for the receipt, to be enlarged in its place. */
  inline: boolean;
  /** The list, where it is not beside this. */
  back?: string;
  onNext: () => void;
};

/** One expense with its receipt, what is known of it, what was said about it, and the Hub's decision. */
export function ExpenseReview({ item, data, inline, back, onNext }: ExpenseReviewProps) {
  const { t } = useMessages();
  const store = useStore();
  const { expense, receipts } = item;
  const talk = useLive(() => listTalk(store, expense.id), [store, expense.id]);
  const { people, pending } = data.expenses;
  return (
    <article class="hub-review" aria-labelledby="hub-review-title">
      {back && (
        <p>
          <a href={back}>{t('hub-expense-back')}</a>
        </p>
      )}
      <header class="hub-review-head">
        {/* From one expense to the next the focus stays in the review, so that its keys go on working. */}
        <h2 id="hub-review-title" tabIndex={-1}>
          {expenseTitle(expense, t)}
        </h2>
        <div class="row">
          <StateChips item={item} data={data.expenses} />
        </div>
      </header>
      <div class="hub-review-body">
        <section class="hub-review-receipt" aria-label={t('expense-receipt')}>
          {receipts.length === 0 && <p class="subtle">{t('expense-no-receipt-text')}</p>}
          {receipts.length > 0 && inline && <ReceiptPane receipts={receipts} />}
          {receipts.length > 0 && !inline && <ReceiptGallery receipts={receipts} pending={pending} />}
        </section>
        <div class="hub-review-facts">
          <ExpenseFacts expense={expense} data={data.expenses} />
          <AuthorLine item={item} data={data.expenses} />
          <SubmittedLine expense={expense} data={data.expenses} />
          <DeclarationWords expense={expense} data={data.expenses} />
          <ExpenseChecks expense={expense} data={data.expenses} />
          <BudgetOfCategory item={item} data={data.expenses} />
          {talk && <ReviewTalk talk={talk} about="expense" people={people} pending={pending} />}
          <ExpenseDecision item={item} data={data} onNext={onNext} />
        </div>
      </div>
    </article>
  );
}

type ItemProps = { item: ExpenseWithReceipts; data: ExpenseData };

function AuthorLine({ item: { expense }, data }: ItemProps) {
  const { t, format } = useMessages();
  const store = useStore();
  const name = data.people.get(expense.createdBy)?.name ?? '';
  return (
    <p class="subtle small">{t('hub-expense-author', name, format.ago(Date.parse(expense.createdAt), store.now()))}</p>
  );
}

/** What the category's budget line says with this expense in it. */
function BudgetOfCategory({ item: { expense }, data }: ItemProps) {
  const { t, format } = useMessages();
  const { items, budget, currency } = data;
  if (!expense.category) return null;
  const { lines } = budgetTotals(
    items.map((other) => other.expense),
    budget,
    currency,
  );
  const line = lines.find(({ category }) => category === expense.category);
  if (!line) return null;
  const money = (minor: number) => format.money(minor, currency);
  const name = t(categoryKey(expense.category));
  if (line.approved === 0) return <p class="hub-over small">{t('hub-expense-no-line', name)}</p>;
  const words = t('expense-spent-of', money(line.spent), money(line.approved));
  return (
    <p class={`small figures ${line.left < 0 ? 'hub-over' : 'subtle'}`}>
      {name}: {words} · {t(line.left < 0 ? 'expense-over' : 'expense-left', money(Math.abs(line.left)))}
    </p>
  );
}
