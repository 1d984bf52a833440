import type { Slip } from '../slip/schema.ts';
import { slipRateFor } from '../slip/slip-rate.ts';
import { type Currency, convertMinor } from './money.ts';
import { budgetPortions, type Portion } from './parts.ts';
import type { Advance, BudgetLine, Category, Expense } from './schema.ts';
import { categories } from './schema.ts';
import { budgetAmount, isFromAdvance, isHosting } from './totals.ts';

/** The settlement of one exchange, all in minor units of the budget's currency. */
export type Settlement = {
  currency: Currency;
  lines: { category: Category; approved: number; spent: number }[];
  /** The advances as the host received them; those in another currency at the rate of their day. */
  received: number;
  /** Advances in another currency without a rate: with one of these there is no final figure. */
  uncountedAdvances: number;
  /** Approved hosting spending from the advance, each expense at its own rate. */
  spent: number;
  /** What that spending cost more in cash than at its own rates (a loss), or less (negative: a gain). */
  currencyLoss: number;
  /** received − spent − currencyLoss: what there is left, or lacking. */
  balance: number;
  /** The host gives it back to the Hub. */
  toReturn: number;
  /** The Hub owes it to the host, up to the approved hosting budget. */
  owed: number;
  /** Lacking beyond the approved budget: nobody pays it back. */
  beyondBudget: number;
  /** What participants paid of their own and the Hub approved, by the payer; '' for a side without a name. */
  owedToPeople: { payerId: string; amount: number }[];
  /** Expenses that the Hub has not decided yet, and those that can't be converted: the settlement is not final. */
  undecided: number;
  unconverted: number;
};

type Input = {
  expenses: readonly Expense[];
  advances: readonly Advance[];
  slips: readonly Slip[];
  budget: readonly BudgetLine[];
  currency: Currency;
};

/**
 * `advance − approved hosting spending` (DOMAIN, “Money”), with the gain or loss of the exchange as a line of its own.
 * Each expense is converted by itself, half to even, so that each phone and the server come to the same cent.
 */
export function settle({ expenses, advances, slips, budget, currency }: Input): Settlement {
  const live = expenses.filter(({ deletedAt, review }) => deletedAt === null && review !== 'rejected');
  const approved = live.filter(({ review }) => review === 'approved');
  const counted = approved.filter((expense) => budgetAmount(expense, currency) !== undefined);
  const fromAdvance = counted.filter(isFromAdvance);
  const inBudget = advances.map((advance) => advanceInBudget(advance, currency));
  const received = sum(inBudget.map((amount) => amount ?? 0));
  const spent = sum(fromAdvance.map((expense) => hostingOf(expense, currency)));
  const currencyLoss = sum(fromAdvance.map((expense) => lossOf(expense, { advances, slips, currency })));
  const balance = received - spent - currencyLoss;
  const limit = Math.max(0, sum(budget.filter(isHosting).map((line) => line.approved)) - received);
  const owed = Math.min(Math.max(0, -balance), limit);
  return {
    currency,
    lines: linesOf(counted, budget, currency),
    received,
    uncountedAdvances: inBudget.filter((amount) => amount === undefined).length,
    spent,
    currencyLoss,
    balance,
    toReturn: Math.max(0, balance),
    owed,
    beyondBudget: Math.max(0, -balance) - owed,
    owedToPeople: owedToPeople(counted, currency),
    undecided: live.length - approved.length,
    unconverted: approved.length - counted.length,
  };
}

/** Nothing is open any more: the figures will not change unless somebody changes an expense. */
export function isFinal({ undecided, unconverted, uncountedAdvances }: Settlement): boolean {
  return undecided + unconverted + uncountedAdvances === 0;
}

export function advanceInBudget({ amount, currency, rate }: Advance, budget: Currency): number | undefined {
  if (currency === budget) return amount;
  return rate ? convertMinor(amount, currency, rate.value, budget) : undefined;
}

function hostingOf(expense: Expense, currency: Currency): number {
  return amountOf((budgetPortions(expense, currency) ?? []).filter(isHosting));
}

/** What the cash for an expense cost at the rate it was bought for, less what the expense counts at its own. */
function lossOf(expense: Expense, money: Pick<Input, 'advances' | 'slips' | 'currency'>): number {
  const rate = slipRateFor(expense, money);
  return rate ? hostingOf({ ...expense, rate }, money.currency) - hostingOf(expense, money.currency) : 0;
}

function linesOf(expenses: readonly Expense[], budget: readonly BudgetLine[], currency: Currency): Settlement['lines'] {
  const portions = expenses.flatMap((expense) => budgetPortions(expense, currency) ?? []);
  return categories.flatMap((category) => {
    const approved = sum(budget.filter((line) => line.category === category).map((line) => line.approved));
    const spent = amountOf(portions.filter((portion) => portion.category === category));
    return approved + spent > 0 ? [{ category, approved, spent }] : [];
  });
}

function owedToPeople(expenses: readonly Expense[], currency: Currency): Settlement['owedToPeople'] {
  const own = expenses.filter((expense) => expense.paidBy !== 'hub' && !isFromAdvance(expense));
  const byPayer = Map.groupBy(own, ({ payerId }) => payerId ?? '');
  return [...byPayer]
    .map(([payerId, paid]) => ({ payerId, amount: sum(paid.map((expense) => budgetAmount(expense, currency) ?? 0)) }))
    .sort((a, b) => (a.payerId < b.payerId ? -1 : 1));
}

function amountOf(portions: readonly Portion[]): number {
  return sum(portions.map(({ amount }) => amount));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
