import { wallClock } from '#domain/days.ts';
import type { Check } from '#domain/expense/checks.ts';
import { amountToDecimal } from '#domain/expense/money.ts';
import type { Category, Expense } from '#domain/expense/schema.ts';
import { type ExpenseState, stateOf } from '#domain/expense/state.ts';
import type { Subcategory } from '#domain/expense/subcategories.ts';
import { type Detail, missingDetails, type Waiting } from '#domain/expense/totals.ts';
import type { ExpenseWithReceipts } from '#store/queries/expense.ts';
import type { Format } from '../i18n/format.ts';
import type { MessageKey, Translate } from '../i18n/i18n.ts';

export function categoryKey(category: Category): `category-${Category}` & MessageKey {
  return `category-${category}`;
}

const detailKeys: Record<Detail, MessageKey> = {
  amount: 'expense-detail-amount',
  day: 'expense-detail-day',
  category: 'expense-detail-category',
  split: 'expense-detail-split',
  merchant: 'expense-detail-merchant',
};

export function subcategoryKey(subcategory: Subcategory): `subcategory-${Subcategory}` & MessageKey {
  return `subcategory-${subcategory}`;
}

/** The rule in a word or two, for a list. */
export function checkShortKey({ code }: Check): `check-short-${Check['code']}` & MessageKey {
  return `check-short-${code}`;
}

/** A state as it is shown: what was handed in here and has not reached the server is never called submitted. */
export function shownState(
  expense: Expense,
  checks: readonly Check[],
  pending: ReadonlySet<string>,
): ExpenseState | 'queued' {
  const state = stateOf(expense, checks);
  return state === 'submitted' && expense.submission && pending.has(expense.submission.id) ? 'queued' : state;
}

/** The state in words; the Hub's decisions by the words of its review. */
export function stateKey(state: ExpenseState | 'queued'): MessageKey {
  if (state === 'approved' || state === 'queried' || state === 'rejected') return `review-state-${state}`;
  return `expense-state-${state}`;
}

/** What an expense is called in a list: who was paid, or at least what kind of spending it was. */
export function expenseTitle({ merchant, category }: Expense, t: Translate): string {
  if (merchant.trim()) return merchant;
  return category ? t(categoryKey(category)) : t('expense-untitled');
}

/** “Needs details: amount, date”, or nothing when there is all. */
export function missingWords(expense: Expense, t: Translate, format: Format): string | undefined {
  const missing = missingDetails(expense).map((detail) => t(detailKeys[detail]));
  return missing.length > 0 ? t('expense-needs-details', format.list(missing)) : undefined;
}

/** “2 need details · 1 needs a rate (CZK 850.00)”, or nothing. */
export function waitingWords({ details, rates, amounts }: Waiting, t: Translate, format: Format): string | undefined {
  const known = Object.entries(amounts).map(([currency, minor]) =>
    // The keys of `amounts` are currencies, which Object.entries widens to text.
    format.money(minor, currency as keyof typeof amounts),
  );
  const parts = [
    details > 0 ? t('expense-waiting-details', details) : '',
    rates > 0 ? t('expense-waiting-rates', rates, format.list(known)) : '',
  ];
  return parts.filter(Boolean).join(' · ') || undefined;
}

/** The day an expense stands under: its own, or that on which it was captured, in host time. */
export function dayOf({ day, createdAt }: Expense, zone: string): string {
  return day ?? wallClock(Date.parse(createdAt), zone).day;
}

/** The words by which an expense is found. */
export function searchTexts({ expense, receipts }: ExpenseWithReceipts, t: Translate, format: Format): string[] {
  const { merchant, note, category, amount, currency, day } = expense;
  return [
    merchant,
    note,
    category ? t(categoryKey(category)) : '',
    amount !== null && currency !== null
      ? `${amountToDecimal(amount, currency)} ${format.money(amount, currency)} ${currency}`
      : '',
    day ? format.day(day) : '',
    missingWords(expense, t, format) ?? '',
    ...receipts.map(({ name }) => name),
  ];
}
