import { type Currency, minorDigits } from '../expense/money.ts';
import type { Advance, Expense, Rate } from '../expense/schema.ts';
import { isFromAdvance } from '../expense/totals.ts';
import { decimalOf } from '../rates/ratio.ts';
import type { Slip } from './schema.ts';

/** The source that an expense names when its rate is that of the advance's own exchange slip. */
export const slipSource = 'Exchange slip';

/** What the slip gave: units of the advance's currency for one unit of the other. */
export function rateOfSlip(slip: Slip, from: Currency): Rate | undefined {
  const { given, got, currency, day } = slip;
  const over = BigInt(given) * 10n ** BigInt(minorDigits(currency));
  const under = BigInt(got) * 10n ** BigInt(minorDigits(from));
  const value = decimalOf({ over, under });
  return value === undefined ? undefined : { value, source: slipSource, day };
}

type Money = { advances: readonly Advance[]; slips: readonly Slip[]; currency: Currency };

/**
 * The rate at which the cash for an expense was bought: of the last slip up to its day, else of the first one. Only for
 * what was paid from an advance in the budget's currency, and for cash that an advance itself was given in.
 */
export function slipRateFor(
  expense: Pick<Expense, 'currency' | 'day' | 'paidBy' | 'payerId'>,
  { advances, slips, currency: budget }: Money,
): Rate | undefined {
  const { currency, day } = expense;
  if (currency === null || currency === budget || !isFromAdvance(expense)) return undefined;
  const inBudget = new Set(advances.filter((advance) => advance.currency === budget).map(({ id }) => id));
  const bought = slips
    .filter((slip) => slip.currency === currency && inBudget.has(slip.advanceId))
    .flatMap((slip) => rateOfSlip(slip, budget) ?? []);
  const given = advances.filter((advance) => advance.currency === currency).flatMap(({ rate }) => rate ?? []);
  const rates = [...bought, ...given].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return (day === null ? undefined : rates.findLast((rate) => rate.day <= day)) ?? rates[0];
}
