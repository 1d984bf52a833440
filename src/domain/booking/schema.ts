import * as z from 'zod/mini';
import { amountSchema } from '../expense/money-schema.ts';
import { fileFields } from '../expense/schema.ts';
import {
  clockTimeSchema,
  daySchema,
  idSchema,
  instantSchema,
  lineSchema,
  orderSchema,
  proseSchema,
  titleSchema,
} from '../scalars.ts';

/** What the Hub books and pays (DOMAIN, “Money”). */
export const bookingKinds = ['travel', 'lodging', 'insurance'] as const;
export type BookingKind = (typeof bookingKinds)[number];

/** `planned`: looked up or held, nothing paid yet. */
export const bookingStates = ['planned', 'booked', 'cancelled'] as const;

/**
 * A day and perhaps a time as the clocks show them where it happens: a flight leaves by the time of one place and
 * lands by that of another, as its ticket says.
 */
export const localTimeSchema = z.object({
  day: daySchema,
  time: z.nullable(clockTimeSchema),
  /** IANA time zone. The mutations check it; a phone may be too old to know it. */
  zone: z.string().check(z.maxLength(60)),
});
export type LocalTime = z.infer<typeof localTimeSchema>;

/** Why travel was booked before both sides had agreed to the plan, and who decided so. It stays in the record. */
const overrideSchema = z.object({ reason: titleSchema, by: idSchema, at: instantSchema });

/** A journey, a stay or an insurance that the Hub books for some of the exchange's people, who read it. */
export const bookingSchema = z.looseObject({
  id: idSchema,
  kind: z.enum(bookingKinds),
  state: z.enum(bookingStates),
  /** The participants whom it is for. */
  personIds: z.array(idSchema).check(z.maxLength(50)),
  /** The airline, railway, hotel or insurer. */
  provider: lineSchema,
  /** What one says at the counter: booking code, ticket or policy number. */
  reference: lineSchema,
  /** Of a journey: the stations or airports. */
  from: lineSchema,
  to: lineSchema,
  /** Of a stay: the address. */
  place: proseSchema,
  /** Departure, check-in, or the first day of cover. */
  start: z.nullable(localTimeSchema),
  /** Arrival, check-out, or the last day of cover. */
  end: z.nullable(localTimeSchema),
  /** What the Hub pays for it, in minor units of the exchange's currency. */
  cost: z.nullable(amountSchema),
  note: proseSchema,
  override: z.nullable(overrideSchema),
  createdBy: idSchema,
  createdAt: instantSchema,
});
export type Booking = z.infer<typeof bookingSchema>;

/** A ticket, voucher or policy. */
export const bookingFileSchema = z.looseObject({
  id: idSchema,
  bookingId: idSchema,
  order: orderSchema,
  ...fileFields,
});
export type BookingFile = z.infer<typeof bookingFileSchema>;
