import { amountToDecimal, type Currency } from '#domain/expense/money.ts';
import { budgetPortions, isSplit, portionsOf } from '#domain/expense/parts.ts';
import type { Expense, Receipt } from '#domain/expense/schema.ts';
import type { ExpenseWithReceipts } from '../queries/expense.ts';

/** One expense with its number, which the table, the files and the printed settlement share. */
export type SettlementLine = ExpenseWithReceipts & { number: number };

/** All expenses but the deleted ones, in the order of their days; the number stays the same in all files made from it. */
export function numberedLines(items: readonly ExpenseWithReceipts[]): SettlementLine[] {
  const key = ({ expense }: ExpenseWithReceipts) =>
    `${expense.day ?? expense.createdAt.slice(0, 10)} ${expense.createdAt} ${expense.id}`;
  return items
    .filter(({ expense }) => expense.deletedAt === null)
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
    .map((item, index) => ({ ...item, number: index + 1 }));
}

/** A row of the table: one part of an expense, or all of it when it is not split. Amounts in minor units. */
export type LinePart = {
  /** 1, 2, … of `of`. */
  part: number;
  of: number;
  category: string;
  subcategory: string;
  note: string;
  amount: number | null;
  inBudget: number | undefined;
};

export function partsOfLine({ expense }: SettlementLine, budget: Currency): LinePart[] {
  const own = portionsOf(expense);
  const converted = budgetPortions(expense, budget);
  if (own.length === 0) {
    const { category, subcategory } = expense;
    return [{ part: 1, of: 1, category: category ?? '', subcategory: subcategory ?? '', note: '', amount: null, inBudget: undefined }]; // biome-ignore format: one row of nothing
  }
  return own.map(({ category, subcategory, note, amount }, index) => ({
    part: index + 1,
    of: own.length,
    category: category ?? '',
    subcategory: subcategory ?? '',
    note,
    amount,
    inBudget: converted?.[index]?.amount,
  }));
}

const extensions: Record<Receipt['type'], string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

/**
 * `017_2026-05-14_lunch_42.50_EUR.jpg`: what a person at the Hub looks for, in ASCII. Further pages say which they are.
 *
 * @param page 0 for the first
 */
export function receiptName({ number, expense }: SettlementLine, receipt: Pick<Receipt, 'type'>, page: number): string {
  const words = [
    String(number).padStart(3, '0'),
    expense.day ?? 'no-date',
    isSplit(expense) ? 'split' : (expense.subcategory ?? expense.category ?? 'no-category'),
    ...amountWords(expense),
    ...(page > 0 ? [`p${page + 1}`] : []),
  ];
  return `${words.join('_')}.${extensions[receipt.type]}`;
}

function amountWords({ amount, currency }: Expense): string[] {
  return amount === null || currency === null ? ['no-amount'] : [amountToDecimal(amount, currency), currency];
}
