import * as z from 'zod/mini';
import { amountToDecimal, type Currency, parseAmount } from '#domain/expense/money.ts';
import { currencySchema } from '#domain/expense/money-schema.ts';
import type { Advance } from '#domain/expense/schema.ts';
import { daySchema } from '#domain/scalars.ts';
import { type Slip, slipSchema } from '#domain/slip/schema.ts';

/** An exchange slip as it is typed. */
const slipFieldsSchema = z.object({
  advanceId: z.string(),
  given: z.string(),
  got: z.string(),
  currency: currencySchema,
  day: z.string(),
  place: z.string(),
});
export type SlipFields = z.infer<typeof slipFieldsSchema>;
export const slipDraftSchema = z.partial(slipFieldsSchema);

/** A refused slip as one would type it; every currency of the region has two digits. */
export function draftOfSlip(args: unknown): z.infer<typeof slipDraftSchema> {
  const { advanceId, given, got, currency, day, place } = z.partial(slipSchema).safeParse(args).data ?? {};
  return {
    ...(advanceId && { advanceId }),
    ...(given !== undefined && { given: amountToDecimal(given, 'EUR') }),
    ...(got !== undefined && { got: amountToDecimal(got, currency ?? 'EUR') }),
    ...(currency && { currency }),
    ...(day && { day }),
    ...(place && { place }),
  };
}

type Usual = { advance: Advance; currency: Currency; typed: (decimal: string) => string };

export function slipToFields(slip: Slip | undefined, { advance, currency, typed }: Usual): SlipFields {
  if (!slip) return { advanceId: advance.id, given: '', got: '', currency, day: '', place: '' };
  return {
    advanceId: slip.advanceId,
    given: typed(amountToDecimal(slip.given, advance.currency)),
    got: typed(amountToDecimal(slip.got, slip.currency)),
    currency: slip.currency,
    day: slip.day,
    place: slip.place,
  };
}

export type SlipErrors = { given?: true; got?: true; day?: true; currency?: true };

/** Reads the form; what can't be read is an error. */
export function readSlip(
  fields: SlipFields,
  from: Currency,
): { row?: Omit<SlipFields, 'given' | 'got'> & { given: number; got: number }; errors: SlipErrors } {
  const given = parseAmount(fields.given, from);
  const got = parseAmount(fields.got, fields.currency);
  const isDay = daySchema.safeParse(fields.day).success;
  const errors = {
    ...(!given && { given: true as const }),
    ...(!got && { got: true as const }),
    ...(!isDay && { day: true as const }),
    ...(fields.currency === from && { currency: true as const }),
  };
  if (!given || !got || Object.keys(errors).length > 0) return { errors };
  return { row: { ...fields, given, got, place: fields.place.trim() }, errors };
}
