import { csvTable } from '#domain/csv.ts';
import { amountToDecimal, type Currency } from '#domain/expense/money.ts';
import type { Expense, Receipt } from '#domain/expense/schema.ts';
import { budgetAmount } from '#domain/expense/totals.ts';
import { byOrder } from '#domain/order.ts';
import { fileOf, readingOf } from './export-reading.ts';
import type { ExportedExchange } from './export-state.ts';

const columns = [
  'Exchange',
  'Day',
  'Amount',
  'Currency',
  'Rate',
  'Rate of',
  'Rate from',
  'In budget currency',
  'Budget currency',
  'Category',
  'Paid to',
  'For what',
  'Paid by',
  'Entered by',
  'Entered at',
  'Deleted at',
  'Receipts',
];

/** Every expense of the exchanges as CSV (csv.ts). */
export function expensesTable(exchanges: readonly ExportedExchange[]): string {
  const records = exchanges.flatMap(({ shown, copied }) => {
    const reading = readingOf(shown);
    const budget = reading.rows('exchange')[0]?.currency;
    const receipts = Map.groupBy(reading.rows('receipt').sort(byOrder), ({ expenseId }) => expenseId);
    return reading
      .rows('expense')
      .sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1))
      .map((expense) => [
        copied.topic,
        ...expenseCells(expense, budget, receipts.get(expense.id) ?? [], reading.nameOf(expense.createdBy)),
      ]);
  });
  return csvTable([columns, ...records]);
}

function expenseCells(
  expense: Expense,
  budget: Currency | undefined,
  receipts: readonly Receipt[],
  author: string,
): string[] {
  const { day, amount, currency, rate, category, merchant, note, paidBy, createdAt, deletedAt } = expense;
  const inBudget = budget && budgetAmount(expense, budget);
  return [
    day ?? '',
    amount === null || currency === null ? '' : amountToDecimal(amount, currency),
    currency ?? '',
    rate?.value ?? '',
    rate?.day ?? '',
    rate?.source ?? '',
    budget === undefined || inBudget === undefined ? '' : amountToDecimal(inBudget, budget),
    budget ?? '',
    category ?? '',
    merchant,
    note,
    paidBy,
    author,
    createdAt,
    deletedAt ?? '',
    receipts.map(fileOf).join(' '),
  ];
}
