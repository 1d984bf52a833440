import * as z from 'zod/mini';
import { amountToDecimal, type Currency, parseAmount } from '#domain/expense/money.ts';
import { currencySchema } from '#domain/expense/money-schema.ts';
import { type Advance, advanceSchema, type Rate } from '#domain/expense/schema.ts';
import { daySchema } from '#domain/scalars.ts';
import { parseRate } from './expense-form-fields.ts';

/** What was typed of a budget line; '' is “not yet”. */
export const lineDraftSchema = z.object({ approved: z.optional(z.string()) });

/** What was typed of an advance. */
const advanceFieldsSchema = z.object({
  amount: z.string(),
  currency: currencySchema,
  /** Into the budget's currency; '' is “not yet”. */
  rate: z.string(),
  rateSource: z.string(),
  receivedOn: z.string(),
  note: z.string(),
});
export type AdvanceFields = z.infer<typeof advanceFieldsSchema>;
export const advanceDraftSchema = z.partial(advanceFieldsSchema);

/** An approved amount (minor units) as one would type it; every currency of the region has two digits of them. */
export function draftOfLine(approved: unknown): z.infer<typeof lineDraftSchema> {
  return typeof approved === 'number' ? { approved: amountToDecimal(approved, 'EUR') } : {};
}

/** A refused advance as one would type it. */
export function draftOfAdvance(args: unknown): z.infer<typeof advanceDraftSchema> {
  const { amount, currency, receivedOn, note, rate } = z.partial(advanceSchema).safeParse(args).data ?? {};
  return {
    ...(amount !== undefined && { amount: amountToDecimal(amount, currency ?? 'EUR') }),
    ...(currency && { currency }),
    ...(rate && { rate: rate.value, rateSource: rate.source }),
    ...(receivedOn && { receivedOn }),
    ...(note && { note }),
  };
}

export function advanceToFields(advance: Advance | undefined, budget: Currency, decimalSign: string): AdvanceFields {
  if (!advance) return { amount: '', currency: budget, rate: '', rateSource: '', receivedOn: '', note: '' };
  const { amount, currency, rate, receivedOn, note = '' } = advance;
  const typed = (decimal: string) => decimal.replace('.', decimalSign);
  const rated = { rate: rate ? typed(rate.value) : '', rateSource: rate?.source ?? '' };
  return { amount: typed(amountToDecimal(amount, currency)), currency, ...rated, receivedOn, note };
}

export type AdvanceErrors = { amount?: true; rate?: true; receivedOn?: true };

type AdvanceMoney = {
  budget: Currency;
  /** What is stored: its rate keeps its day as long as it is not changed. */
  known: Rate | null | undefined;
  /** The published rate of the day and currency that are on the screen. */
  offered: Rate | undefined;
};

/** Reads the form; what can't be read is an error. */
export function readAdvance(
  fields: AdvanceFields,
  money: AdvanceMoney,
): { row?: Pick<Advance, 'amount' | 'currency' | 'receivedOn' | 'note' | 'rate'>; errors: AdvanceErrors } {
  const { currency, receivedOn } = fields;
  const amount = parseAmount(fields.amount, currency);
  const isDay = daySchema.safeParse(receivedOn).success;
  const rate = currency === money.budget ? null : rateOf(fields, money);
  const errors = {
    ...(!amount && { amount: true as const }),
    ...(rate === undefined && { rate: true as const }),
    ...(!isDay && { receivedOn: true as const }),
  };
  if (!amount || rate === undefined || !isDay) return { errors };
  return { row: { amount, currency, receivedOn, note: fields.note.trim(), ...(rate && { rate }) }, errors };
}

/** Null when none is given: it may come later. A published rate keeps the day it was published for. */
function rateOf({ rate, rateSource, receivedOn }: AdvanceFields, { known, offered }: AdvanceMoney) {
  if (!rate.trim()) return null;
  const value = parseRate(rate);
  if (value === undefined) return undefined;
  const source = rateSource.trim();
  return (
    [known, offered].find((one) => one?.value === value && one.source === source) ?? { value, source, day: receivedOn }
  );
}
