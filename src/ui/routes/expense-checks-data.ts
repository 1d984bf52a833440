import type { Booking } from '#domain/booking/schema.ts';
import { type Check, checksOf, type SoftFacts } from '#domain/expense/checks.ts';
import { findDuplicates } from '#domain/expense/duplicates.ts';
import { portionsOf } from '#domain/expense/parts.ts';
import { budgetTotals } from '#domain/expense/totals.ts';
import type { ExpenseWithReceipts } from '#store/queries/expense.ts';
import type { ExpenseData } from './expense-data.ts';

type Facts = Pick<ExpenseData, 'items' | 'exchange' | 'budget' | 'currency' | 'people' | 'sessions'> & {
  bookings: readonly Booking[];
  /** Perceptual hashes by thumbnail, as far as they are known. */
  pictures?: ReadonlyMap<string, string>;
};

/** What is to be said about each expense that is not deleted, by its id. */
export function checkAll(facts: Facts): Map<string, Check[]> {
  const live = facts.items.filter(({ expense }) => expense.deletedAt === null);
  const shared = sharedFacts(live, facts);
  const duplicates = findDuplicates(live, facts.pictures);
  return new Map(
    live.map(({ expense, receipts }) => [
      expense.id,
      checksOf(expense, { ...shared, receipts: receipts.length, duplicate: duplicates.get(expense.id) }),
    ]),
  );
}

function sharedFacts(
  live: readonly ExpenseWithReceipts[],
  { exchange, budget, currency, people, sessions, bookings }: Facts,
): Omit<SoftFacts, 'receipts' | 'duplicate'> {
  const expenses = live.map(({ expense }) => expense);
  const lines = new Map(budgetTotals(expenses, budget, currency).lines.map((line) => [line.category, line]));
  const planned = new Set(sessions.filter(({ state }) => state !== 'dropped').map(({ day }) => day));
  return {
    exchange,
    lineOf: (category) => lines.get(category),
    people: [...people.values()].filter(({ role }) => role !== 'hub').length,
    // A booking does not say by what one travels: any journey that the Hub has booked may be a flight.
    hasFlight:
      bookings.some(({ kind, state }) => kind === 'travel' && state !== 'cancelled') ||
      expenses.some((expense) => portionsOf(expense).some(({ subcategory }) => subcategory?.startsWith('flight'))),
    hasSessions: (day) => planned.has(day),
  };
}
