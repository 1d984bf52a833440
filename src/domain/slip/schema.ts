import * as z from 'zod/mini';
import { amountSchema, currencySchema } from '../expense/money-schema.ts';
import { fileFields } from '../expense/schema.ts';
import { daySchema, idSchema, instantSchema, lineSchema, orderSchema } from '../scalars.ts';

/** What an exchange office or a bank gave for a part of an advance: the rate that was really paid. */
export const slipSchema = z.looseObject({
  id: idSchema,
  advanceId: idSchema,
  /** Minor units of the advance's currency. */
  given: amountSchema.check(z.minimum(1)),
  /** Minor units of `currency`. */
  got: amountSchema.check(z.minimum(1)),
  currency: currencySchema,
  day: daySchema,
  /** The office or bank. */
  place: lineSchema,
  createdBy: idSchema,
  createdAt: instantSchema,
});
export type Slip = z.infer<typeof slipSchema>;

/** The slip itself, as a photo or PDF. */
export const slipFileSchema = z.looseObject({ id: idSchema, slipId: idSchema, order: orderSchema, ...fileFields });
export type SlipFile = z.infer<typeof slipFileSchema>;
