import type { Expense, Receipt } from '#domain/expense/schema.ts';
import { byOrder, sortedBy } from '#domain/order.ts';
import type { Store } from '../store.ts';
import { listRows, listRowsOf } from './rows.ts';

export type ExpenseWithReceipts = { expense: Expense; receipts: Receipt[] };

/** All expenses with their receipts, the latest day first; deleted ones too, so that they can be shown and restored. */
export async function listExpenses(store: Store): Promise<ExpenseWithReceipts[]> {
  const [expenses, receipts] = await Promise.all([listRows(store, 'expense'), listRows(store, 'receipt')]);
  const byExpense = Map.groupBy(receipts.sort(byOrder), (receipt) => receipt.expenseId);
  return sortedBy(expenses, sortKey)
    .reverse()
    .map((expense) => ({ expense, receipts: byExpense.get(expense.id) ?? [] }));
}

export async function listReceipts(store: Store, expenseId: string): Promise<Receipt[]> {
  return (await listRowsOf(store, 'receipt', expenseId)).sort(byOrder);
}

/** An expense without a day yet stands with the day on which it was captured. */
function sortKey(expense: Expense): string {
  return `${expense.day ?? expense.createdAt.slice(0, 10)} ${expense.createdAt} ${expense.id}`;
}
