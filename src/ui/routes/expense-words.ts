import { wallClock } from '#domain/days.ts';
import { amountToDecimal } from '#domain/expense/money.ts';
import type { Category, Expense } from '#domain/expense/schema.ts';
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
  merchant: 'expense-detail-merchant',
};

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
