import * as z from 'zod/mini';
import { amountToDecimal, type Currency, parseAmount } from '#domain/expense/money.ts';
import { currencySchema } from '#domain/expense/money-schema.ts';
import { type Advance, advanceSchema } from '#domain/expense/schema.ts';
import { daySchema } from '#domain/scalars.ts';

/** What was typed of a budget line; '' is “not yet”. */
export const lineDraftSchema = z.object({ approved: z.optional(z.string()) });

/** What was typed of an advance. */
const advanceFieldsSchema = z.object({
  amount: z.string(),
  currency: currencySchema,
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
  const { amount, currency, receivedOn, note } = z.partial(advanceSchema).safeParse(args).data ?? {};
  return {
    ...(amount !== undefined && { amount: amountToDecimal(amount, currency ?? 'EUR') }),
    ...(currency && { currency }),
    ...(receivedOn && { receivedOn }),
    ...(note && { note }),
  };
}

export function advanceToFields(advance: Advance | undefined, budget: Currency, decimalSign: string): AdvanceFields {
  if (!advance) return { amount: '', currency: budget, receivedOn: '', note: '' };
  const { amount, currency, receivedOn, note = '' } = advance;
  return { amount: amountToDecimal(amount, currency).replace('.', decimalSign), currency, receivedOn, note };
}

export type AdvanceErrors = { amount?: true; receivedOn?: true };

/** Reads the form; what can't be read is an error. */
export function readAdvance(fields: AdvanceFields): {
  row?: Omit<AdvanceFields, 'amount'> & { amount: number };
  errors: AdvanceErrors;
} {
  const amount = parseAmount(fields.amount, fields.currency);
  const isDay = daySchema.safeParse(fields.receivedOn).success;
  const errors = { ...(!amount && { amount: true as const }), ...(!isDay && { receivedOn: true as const }) };
  if (!amount || !isDay) return { errors };
  return { row: { ...fields, amount, note: fields.note.trim() }, errors };
}
