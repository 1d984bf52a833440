import { type Currency, convertMinor } from './money.ts';
import { budgetPortions, isSplit, type Portion, partsAddUp, portionsOf } from './parts.ts';
import { type Advance, type BudgetLine, type Category, categories, type Expense } from './schema.ts';

/** What a valid receipt has to show (DOMAIN, “Money”: date, amount, what was paid for, who was paid). */
export const details = ['amount', 'day', 'category', 'split', 'merchant'] as const;
export type Detail = (typeof details)[number];

/** What the author still has to fill in. A missing rate is not among them: it may come from elsewhere. */
export function missingDetails(expense: Expense): Detail[] {
  const known: Record<Detail, boolean> = {
    amount: expense.amount !== null && expense.currency !== null,
    day: expense.day !== null,
    category: expense.category !== null || isSplit(expense),
    split: partsAddUp(expense),
    merchant: expense.merchant.trim() !== '',
  };
  return details.filter((detail) => !known[detail]);
}

/**
 * The expense in minor units of the budget's currency, at the expense's own rate.
 * @returns undefined while its amount or a rate is missing: a figure is never guessed
 */
export function budgetAmount(expense: Expense, budget: Currency): number | undefined {
  const { amount, currency, rate } = expense;
  if (amount === null || currency === null) return undefined;
  if (currency === budget) return amount;
  return rate ? convertMinor(amount, currency, rate.value, budget) : undefined;
}

/** The amount is known, and only the rate into the budget's currency is not. */
export function needsRate(expense: Expense, budget: Currency): boolean {
  return expense.amount !== null && expense.currency !== null && budgetAmount(expense, budget) === undefined;
}

/** What can't be counted yet: how many expenses, and the known amounts by their own currency (minor units). */
export type Waiting = { details: number; rates: number; amounts: Partial<Record<Currency, number>> };

/** Figures in minor units of the budget's currency. `left` is negative when more was spent than approved. */
export type Line = { approved: number; spent: number; waiting: Waiting; left: number };
export type Totals = Line & {
  /** In the order of `categories`; null: spent, but not put under a category yet. Only lines with something in them. */
  lines: (Line & { category: Category | null })[];
};

/** Deleted expenses count nowhere, nor do those that the Hub has rejected. */
function counts({ deletedAt, review }: Expense): boolean {
  return deletedAt === null && review !== 'rejected';
}

/** The budget against what was spent, whole and by category. */
export function budgetTotals(expenses: readonly Expense[], budget: readonly BudgetLine[], currency: Currency): Totals {
  const counted = expenses.filter(counts);
  const shares = Map.groupBy(
    counted.flatMap((expense) => sharesOf(expense, currency)),
    ({ category }) => category,
  );
  const lines = [...categories, null].flatMap((category) => {
    const own = shares.get(category) ?? [];
    const approvedLines = budget.filter((line) => line.category === category);
    if (own.length === 0 && approvedLines.length === 0) return [];
    return [{ category, ...lineOf(own, sum(approvedLines.map(({ approved }) => approved))) }];
  });
  const whole = counted.map((expense) => shareOf(expense, expense.amount, budgetAmount(expense, currency)));
  return { ...lineOf(whole, sum(budget.map(({ approved }) => approved))), lines };
}

/**
 * What of an expense stands under a category, or all of it. `counted` is in minor units of the budget's currency;
 * undefined while it can't be counted, and then `amount` and `currency` say what is known.
 */
type Share = Pick<Expense, 'amount' | 'currency' | 'category'> & { counted: number | undefined };

function shareOf({ currency, category }: Expense, amount: number | null, counted: number | undefined): Share {
  return { amount, currency, category, counted };
}

/** One share for each category; of an expense without an amount the one that it was put under. */
function sharesOf(expense: Expense, budget: Currency): Share[] {
  if (expense.amount === null) return [shareOf(expense, null, undefined)];
  const converted = budgetPortions(expense, budget);
  const byCategory = Map.groupBy(converted ?? portionsOf(expense), ({ category }) => category);
  return [...byCategory].map(([category, portions]) => {
    const amount = sum(portions.map((portion) => portion.amount));
    return { amount, currency: expense.currency, category, counted: converted && amount };
  });
}

function lineOf(shares: readonly Share[], approved: number): Line {
  const spent = sum(shares.map(({ counted }) => counted ?? 0));
  return { approved, spent, waiting: waitingOf(shares), left: approved - spent };
}

function waitingOf(shares: readonly Share[]): Waiting {
  const waiting: Waiting = { details: 0, rates: 0, amounts: {} };
  for (const { amount, currency, counted } of shares) {
    if (counted !== undefined) continue;
    if (amount === null || currency === null) {
      waiting.details += 1;
    } else {
      waiting.rates += 1;
      waiting.amounts[currency] = (waiting.amounts[currency] ?? 0) + amount;
    }
  }
  return waiting;
}

/** One lump sum (minor units of its own currency) against what the host spent of it. `left` is what would go back. */
export type AdvanceTotals = { currency: Currency; received: number; spent: number; waiting: number; left: number };

/** Booked and paid by the Hub (DOMAIN, “Money”), so never taken from the host's advance. */
const notFromAdvance: ReadonlySet<Category | null> = new Set(['travel', 'accommodation', 'insurance']);

/**
 * The advance against the host's spending: everything that the host paid for hosting, or has not put under a
 * category yet, so that “left” never promises too much. An expense in an advance's own currency counts there as
 * it is; any other counts against the advance in the budget's currency, converted.
 */
export function advanceTotals(
  expenses: readonly Expense[],
  advances: readonly Advance[],
  budget: Currency,
): AdvanceTotals[] {
  const currencies = [...new Set(advances.map(({ currency }) => currency))];
  const counted = expenses.filter((expense) => counts(expense) && isFromAdvance(expense) && hasHosting(expense));
  const home = (currency: Currency | null) =>
    [currency, budget].find((candidate) => candidate !== null && currencies.includes(candidate)) ?? currencies[0];
  return currencies.map((currency) => {
    const received = sum(advances.filter((advance) => advance.currency === currency).map(({ amount }) => amount));
    const amounts = counted
      .filter((expense) => home(expense.currency) === currency)
      .map((expense) => amountIn(currency, expense, budget));
    const spent = sum(amounts.map((amount) => amount ?? 0));
    const waiting = amounts.filter((amount) => amount === undefined).length;
    return { currency, received, spent, waiting, left: received - spent };
  });
}

/** Paid by the host, and not from somebody's own purse. */
export function isFromAdvance({ paidBy, payerId }: Pick<Expense, 'paidBy' | 'payerId'>): boolean {
  return paidBy === 'host' && !payerId;
}

/** Whether some of it is hosting, or under no category yet. */
function hasHosting(expense: Expense): boolean {
  if (expense.amount === null) return !notFromAdvance.has(expense.category);
  return portionsOf(expense).some(isHosting);
}

/** Paid from the host's budget; the Hub books and pays the rest. */
export function isHosting({ category }: Pick<Portion, 'category'>): boolean {
  return !notFromAdvance.has(category);
}

function amountIn(currency: Currency, expense: Expense, budget: Currency): number | undefined {
  const own = expense.currency === currency ? portionsOf(expense) : undefined;
  const portions = own ?? (currency === budget ? budgetPortions(expense, budget) : undefined);
  if (!portions || expense.amount === null) return undefined;
  return sum(portions.filter(isHosting).map(({ amount }) => amount));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
