import { reviewOf } from '#domain/review/totals.ts';
import type { ExpenseWithReceipts } from '#store/queries/expense.ts';
import { Chip } from '../components/chip.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages } from '../context.ts';
import { type ExpenseData, isPending } from './expense-data.ts';
import { Amounts, ReceiptThumb } from './expense-row.tsx';
import { categoryKey, dayOf, expenseTitle, missingWords } from './expense-words.ts';
import { reviewKey, reviewTones } from './review-words.ts';

type HubExpenseRowProps = {
  item: ExpenseWithReceipts;
  data: ExpenseData;
  href: string;
  current: boolean /** All in the list wait, so that no row says it. */;
  plain: boolean;
};

/** One expense in the Hub's list: receipt, who was paid, both amounts, and where it stands. */
export function HubExpenseRow({ item, data, href, current, plain }: HubExpenseRowProps) {
  const { t, format } = useMessages();
  const { expense, receipts } = item;
  const state = reviewOf(expense);
  const missing = missingWords(expense, t, format);
  const detail = [format.day(dayOf(expense, data.zone), 'short'), expense.category && t(categoryKey(expense.category))];
  return (
    <li class="list-item expense-item">
      <a class="list-row expense-row" href={href} aria-current={current ? 'true' : undefined}>
        <ReceiptThumb receipt={receipts[0]} more={receipts.length - 1} />
        <span class="list-body">
          <span class="expense-line">
            <span class="expense-what list-title">{expenseTitle(expense, t)}</span>
            <Amounts expense={expense} data={data} />
          </span>
          <span class="list-detail">{detail.filter(Boolean).join(' · ')}</span>
          <span class="row">
            {(state !== 'waiting' || !(missing || plain)) && (
              <Chip tone={reviewTones[state]}>{t(reviewKey(state))}</Chip>
            )}
            {missing && <Chip tone="warning">{missing}</Chip>}
            {receipts.length === 0 && <Chip tone="warning">{t('expense-no-receipt')}</Chip>}
            <UnsentMark shown={isPending(item, data.pending)} />
          </span>
        </span>
      </a>
    </li>
  );
}
