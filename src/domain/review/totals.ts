import type { Currency } from '../expense/money.ts';
import type { Expense } from '../expense/schema.ts';
import { budgetAmount } from '../expense/totals.ts';
import type { ReviewState } from './schema.ts';

export const reviewStates = ['waiting', 'queried', 'approved', 'rejected'] as const satisfies readonly ReviewState[];

/** Where an expense stands with the Hub: before its first word it waits. */
export function reviewOf({ review }: Pick<Expense, 'review'>): ReviewState {
  return review ?? 'waiting';
}

/** How many, and together how much, in minor units of the budget's currency. */
type Share = { count: number; amount: number /** How many have no amount in that currency yet. */; uncounted: number };

/** The expenses by what the Hub has decided about them; deleted ones are in none. */
export function reviewTotals(expenses: readonly Expense[], currency: Currency): Record<ReviewState, Share> {
  const share = (state: ReviewState): Share => {
    const own = expenses.filter((expense) => expense.deletedAt === null && reviewOf(expense) === state);
    const amounts = own.map((expense) => budgetAmount(expense, currency));
    return {
      count: own.length,
      amount: amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0),
      uncounted: amounts.filter((amount) => amount === undefined).length,
    };
  };
  return {
    waiting: share('waiting'),
    queried: share('queried'),
    approved: share('approved'),
    rejected: share('rejected'),
  };
}
