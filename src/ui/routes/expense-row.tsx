import { cdxIconAlert, cdxIconArticle, cdxIconImage, cdxIconTrash } from '@wikimedia/codex-icons';
import type { Check } from '#domain/expense/checks.ts';
import type { Expense, Receipt } from '#domain/expense/schema.ts';
import { isOpen } from '#domain/expense/state.ts';
import { budgetAmount } from '#domain/expense/totals.ts';
import type { ExpenseWithReceipts } from '#store/queries/expense.ts';
import { Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { Icon } from '../components/icon.tsx';
import { Photo } from '../components/photo.tsx';
import { useMessages } from '../context.ts';
import { CustodyLine } from './custody-line.tsx';
import type { Custody } from './expense-custody.ts';
import type { ExpenseData } from './expense-data.ts';
import { categoryKey, checkShortKey, expenseTitle, missingWords, shownState } from './expense-words.ts';
import { reviewKey, reviewTones } from './review-words.ts';

type ExpenseRowProps = {
  item: ExpenseWithReceipts;
  data: ExpenseData;
  custody: Custody;
  /** The custody in words. */
  words: string;
  current: boolean;
  onUndo: () => void;
};

/** One expense in the list: its receipt, who and what, both amounts, what it lacks and where it is. */
export function ExpenseRow({ item, data, custody, words, current, onUndo }: ExpenseRowProps) {
  const { t } = useMessages();
  const { expense, receipts } = item;
  const title = expenseTitle(expense, t);
  const deleted = expense.deletedAt !== null;
  const content = (
    <>
      <ReceiptThumb receipt={receipts[0]} more={receipts.length - 1} />
      <span class="list-body">
        <span class="expense-line">
          <span class="expense-what list-title">{deleted ? <s>{title}</s> : title}</span>
          <Amounts expense={expense} data={data} />
        </span>
        <span class="list-detail">{detailWords(expense, data, t)}</span>
        <span class="row">
          {deleted ? <Chip icon={cdxIconTrash}>{t('expense-deleted')}</Chip> : <StateChips item={item} data={data} />}
        </span>
        <CustodyLine custody={custody}>{words}</CustodyLine>
      </span>
    </>
  );
  return (
    <li class="list-item expense-item">
      {deleted ? (
        <div class="list-row expense-row">
          {content}
          <Button onClick={onUndo}>{t('expense-undo')}</Button>
        </div>
      ) : (
        <a class="list-row expense-row" href={`/expenses/${expense.id}`} aria-current={current ? 'true' : undefined}>
          {content}
        </a>
      )}
    </li>
  );
}

function detailWords(expense: Expense, { people }: ExpenseData, t: ReturnType<typeof useMessages>['t']): string {
  const category = expense.category && expense.merchant.trim() ? t(categoryKey(expense.category)) : '';
  return [category, people.get(expense.createdBy)?.name ?? ''].filter(Boolean).join(' · ');
}

/** Both amounts: what stands on the receipt, and what it is in the budget's currency. */
export function Amounts({ expense, data }: { expense: Expense; data: ExpenseData }) {
  const { t, format } = useMessages();
  const { amount, currency, deletedAt } = expense;
  if (amount === null || currency === null) return null;
  const own = format.money(amount, currency);
  const converted = budgetAmount(expense, data.currency);
  return (
    <span class="expense-amounts figures">
      {deletedAt === null ? <strong>{own}</strong> : <s>{own}</s>}
      {currency !== data.currency && (
        <span class="list-detail">
          {converted === undefined ? t('expense-no-rate') : format.money(converted, data.currency)}
        </span>
      )}
    </span>
  );
}

/** The states of the way to the Hub that are told by a chip of their own. */
const handedIn = { ready: 'success', queued: 'notice', submitted: 'progressive' } as const;

/** What another chip says already is not said twice. */
function isTold(check: Check): boolean {
  return isOpen(check) && check.code !== 'no-receipt';
}

/** What an expense still lacks, or why the server refused it. */
export function StateChips({ item: { expense, receipts }, data }: { item: ExpenseWithReceipts; data: ExpenseData }) {
  const { t, format } = useMessages();
  const missing = missingWords(expense, t, format);
  const checks = data.checks.get(expense.id) ?? [];
  const state = shownState(expense, checks, data.pending);
  return (
    <>
      {data.refused.has(expense.id) && (
        <Chip tone="error" icon={cdxIconAlert}>
          {t('expense-refused')}
        </Chip>
      )}
      {expense.review && expense.deletedAt === null && (
        <Chip tone={reviewTones[expense.review]}>{t(reviewKey(expense.review))}</Chip>
      )}
      {(state === 'ready' || state === 'queued' || state === 'submitted') && !expense.review && (
        <Chip tone={handedIn[state]}>{t(`expense-state-${state}`)}</Chip>
      )}
      {missing && <Chip tone="warning">{missing}</Chip>}
      {receipts.length === 0 && <Chip>{t('expense-no-receipt')}</Chip>}
      {checks.filter(isTold).map((check) => (
        <Chip key={check.code} tone={check.tone === 'red' ? 'error' : 'warning'}>
          {t(checkShortKey(check))}
        </Chip>
      ))}
    </>
  );
}

/** The first page, small; a PDF without one and a missing receipt are signs, which say nothing that the words don't. */
export function ReceiptThumb({ receipt, more }: { receipt: Receipt | undefined; more: number }) {
  const { t } = useMessages();
  const picture = receipt && (receipt.thumb !== null || receipt.type !== 'application/pdf');
  return (
    <span class={`thumb${receipt ? '' : ' thumb-none'}`}>
      {picture ? (
        <Photo hash={receipt.thumb ?? receipt.blob} alt={t('receipt-photo')} lazy />
      ) : (
        <Icon icon={receipt ? cdxIconArticle : cdxIconImage} label={receipt ? t('receipt-pdf') : undefined} />
      )}
      {more > 0 && <span class="thumb-more">+{more}</span>}
    </span>
  );
}
