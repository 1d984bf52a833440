import { type Currency, convertMinor } from './money.ts';
import type { Category, Expense, ExpensePart } from './schema.ts';

/** A share of a receipt under one category, in minor units of the expense's currency. */
export type Portion = {
  category: Category | null;
  subcategory: ExpensePart['subcategory'];
  amount: number;
  /** What this part was for. */
  note: string;
};

type Split = Pick<Expense, 'amount' | 'category' | 'subcategory' | 'parts'>;

/** Whether the receipt is split over categories. */
export function isSplit({ parts }: Pick<Expense, 'parts'>): boolean {
  return (parts ?? []).length > 0;
}

/**
 * Whether the parts come to what the receipt says. Two phones may have changed the one and the other offline: then the
 * split has to be looked at again, and nothing of it is dropped.
 */
export function partsAddUp({ amount, parts }: Pick<Expense, 'amount' | 'parts'>): boolean {
  return !parts || parts.length === 0 || sumOf(parts.map((part) => part.amount)) === amount;
}

/**
 * The portions of an expense; together they are its amount, whatever was split. One that doesn't add up counts as
 * a whole, under no category.
 *
 * @returns none while the amount is missing
 */
export function portionsOf(expense: Split): Portion[] {
  const { amount, category, subcategory = null, parts } = expense;
  if (amount === null) return [];
  if (!parts || parts.length === 0) return [{ category, subcategory, amount, note: '' }];
  if (!partsAddUp(expense)) return [{ category: null, subcategory: null, amount, note: '' }];
  return [...parts];
}

/**
 * The portions in minor units of the budget's currency. The whole is converted once, half to even, and then shared out,
 * so that the portions come to exactly the expense's own figure.
 *
 * @returns undefined while the amount or the rate is missing
 */
export function budgetPortions(
  expense: Split & Pick<Expense, 'currency' | 'rate'>,
  budget: Currency,
): Portion[] | undefined {
  const { amount, currency, rate } = expense;
  if (amount === null || currency === null || (currency !== budget && !rate)) return undefined;
  const portions = portionsOf(expense);
  if (currency === budget || !rate) return portions;
  const whole = convertMinor(amount, currency, rate.value, budget);
  const amounts = shareOut(
    whole,
    portions.map((portion) => portion.amount),
  );
  return portions.map((portion, index) => ({ ...portion, amount: amounts[index] ?? 0 }));
}

/**
 * Shares minor units out by weights, by largest remainder: the shares are whole and come to exactly the total. Of equal
 * remainders the earlier wins, so that each phone and the server share out alike.
 */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = BigInt(sumOf(weights));
  if (weights.length === 0) return [];
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? total : 0));
  const exact = weights.map((weight) => BigInt(total) * BigInt(weight));
  const shares = exact.map((value) => Number(value / sum));
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  let left = total - sumOf(shares);
  for (const { index } of byRemainder) {
    if (left === 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares;
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
