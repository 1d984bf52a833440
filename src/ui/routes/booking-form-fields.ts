import * as z from 'zod/mini';
import { type Booking, bookingKinds, bookingSchema, bookingStates, type LocalTime } from '#domain/booking/schema.ts';
import { amountToDecimal, type Currency, parseAmount } from '#domain/expense/money.ts';

/** The form as it stands on the screen: what was typed, as it was typed. '' is “not yet”. */
const fieldsSchema = z.object({
  kind: z.enum(bookingKinds),
  state: z.enum(bookingStates),
  personIds: z.array(z.string()),
  provider: z.string(),
  reference: z.string(),
  from: z.string(),
  to: z.string(),
  place: z.string(),
  startDay: z.string(),
  startTime: z.string(),
  startZone: z.string(),
  endDay: z.string(),
  endTime: z.string(),
  endZone: z.string(),
  cost: z.string(),
  note: z.string(),
  /** Why it is booked before the plan is agreed. */
  reason: z.string(),
});
export type BookingFields = z.infer<typeof fieldsSchema>;
export const bookingDraftSchema = z.partial(fieldsSchema);
type Draft = z.infer<typeof bookingDraftSchema>;

/** A new booking, in the host's time until something else is chosen. */
export function blankBooking(hostZone: string): BookingFields {
  const times = { startDay: '', startTime: '', startZone: hostZone, endDay: '', endTime: '', endZone: hostZone };
  const words = { provider: '', reference: '', from: '', to: '', place: '', cost: '', note: '', reason: '' };
  return { kind: 'travel', state: 'planned', personIds: [], ...words, ...times };
}

/** A booking as one would type it. */
export function bookingToFields(
  row: Booking,
  hostZone: string,
  currency: Currency,
  decimalSign: string,
): BookingFields {
  const { kind, state, personIds, provider, reference, from, to, place, note } = row;
  const text = { kind, state, personIds, provider, reference, from, to, place, note };
  const cost = row.cost === null ? '' : amountToDecimal(row.cost, currency).replace('.', decimalSign);
  return {
    ...blankBooking(hostZone),
    ...text,
    ...timeToFields('start', row.start),
    ...timeToFields('end', row.end),
    cost,
    reason: row.override?.reason ?? '',
  };
}

type Times = Pick<BookingFields, `${'start' | 'end'}${'Day' | 'Time' | 'Zone'}`>;

function timeToFields(end: 'start' | 'end', at: LocalTime | null): Partial<Times> {
  // The keys are those of Times, which the compiler widens to text.
  return at
    ? ({ [`${end}Day`]: at.day, [`${end}Time`]: at.time ?? '', [`${end}Zone`]: at.zone } as Partial<Times>)
    : {};
}

const changesSchema = z.partial(bookingSchema);

/** Changes of a booking as one would type them: a refused one comes back into the form. */
export function draftOfBooking(changes: unknown): Draft {
  const read = changesSchema.safeParse(changes).data ?? {};
  const { kind, state, personIds, provider, reference, from, to, place, note, start, end, cost, override } = read;
  const given = { kind, state, personIds, provider, reference, from, to, place, note };
  return {
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Draft),
    ...timeToFields('start', start ?? null),
    ...timeToFields('end', end ?? null),
    ...(typeof cost === 'number' && { cost: amountToDecimal(cost, 'EUR') }),
    ...(override && { reason: override.reason }),
  };
}

export type BookingErrors = { cost?: true; startDay?: true; endDay?: true };
/** What a booking's mutations take from its form. */
type Written = Pick<
  Booking,
  | 'kind'
  | 'state'
  | 'personIds'
  | 'provider'
  | 'reference'
  | 'from'
  | 'to'
  | 'place'
  | 'start'
  | 'end'
  | 'cost'
  | 'note'
>;

/** Reads the form. What can't be read is an error; nothing has to be filled in. */
export function readBooking(fields: BookingFields, currency: Currency): { row: Written; errors: BookingErrors } {
  const errors: BookingErrors = {};
  const cost = fields.cost.trim() ? parseAmount(fields.cost, currency) : null;
  if (cost === undefined) errors.cost = true;
  const { kind, state, personIds, note } = fields;
  if (fields.startTime && !fields.startDay) errors.startDay = true;
  if (fields.endTime && !fields.endDay) errors.endDay = true;
  const row = {
    kind,
    state,
    personIds,
    provider: fields.provider.trim(),
    reference: fields.reference.trim(),
    from: fields.from.trim(),
    to: fields.to.trim(),
    place: fields.place.trim(),
    start: readTime(fields.startDay, fields.startTime, fields.startZone),
    end: readTime(fields.endDay, fields.endTime, fields.endZone),
    cost: cost ?? null,
    note,
  };
  return { row, errors };
}

function readTime(day: string, time: string, zone: string): LocalTime | null {
  return day ? { day, time: time || null, zone } : null;
}

/** The fields of the row that would become different. */
export function changedFields(next: Written, row: Booking): Partial<Written> {
  const different = Object.entries(next).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(row[field]),
  );
  // Entries of `next` keep their own types, which Object.entries forgets.
  return Object.fromEntries(different) as Partial<Written>;
}
