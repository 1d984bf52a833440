import * as z from 'zod/mini';
import { inOwnName } from '../access/access.ts';
import { isAgreed } from '../agreement/agreement.ts';
import { isTimeZone } from '../days.ts';
import { type Rejection, reject } from '../errors.ts';
import { changesOf, create, defineMutation, hubOnly, patch } from '../mutation.ts';
import { idSchema } from '../scalars.ts';
import type { Tx } from '../tx.ts';
import { endsBeforeStart } from './order-of-times.ts';
import { type Booking, bookingFileSchema, bookingSchema } from './schema.ts';

const booking = bookingSchema.shape;

/** Times in zones that exist, and an end that is not before the start, wherever each of them is. */
function checkTimes({ start, end }: Booking): Rejection | undefined {
  if ([start, end].some((at) => at && !isTimeZone(at.zone))) return reject('rule_broken', 'zone');
  return start && end && endsBeforeStart(start, end) ? reject('rule_broken', 'booking-times') : undefined;
}

/**
 * No travel is booked before both sides have agreed to the plan as it stands (DOMAIN, “Planning”), unless the Hub says
 * why. Asked when something becomes booked: what was booked before the agreement was voided can still be corrected.
 */
async function checkAgreement(tx: Tx, row: Booking): Promise<Rejection | undefined> {
  if (row.state !== 'booked' || row.kind === 'insurance' || row.override) return undefined;
  return (await isAgreed(tx)) ? undefined : reject('rule_broken', 'agreement');
}

export const bookingMutations = {
  'booking.add': defineMutation(z.strictObject(booking), inOwnName(hubOnly), async (tx, args, { participantId }) => {
    if (args.override && args.override.by !== participantId) return reject('not_allowed', 'author');
    return checkTimes(args) ?? (await checkAgreement(tx, args)) ?? create(tx, 'booking', args);
  }),

  'booking.edit': defineMutation(
    z.strictObject({
      id: idSchema,
      changes: changesOf({
        state: booking.state,
        personIds: booking.personIds,
        provider: booking.provider,
        reference: booking.reference,
        from: booking.from,
        to: booking.to,
        place: booking.place,
        start: booking.start,
        end: booking.end,
        cost: booking.cost,
        note: booking.note,
        override: booking.override,
      }),
    }),
    hubOnly,
    async (tx, { id, changes }, { participantId }) => {
      if (changes.override && changes.override.by !== participantId) return reject('not_allowed', 'author');
      const row = await tx.get('booking', id);
      if (changes.override === null && row?.override) return reject('rule_broken', 'booking-override');
      // The args schema has checked each field; absent ones stay as they are.
      const becomesBooked = row && row.state !== 'booked' && ({ ...row, ...changes } as Booking);
      const refused = becomesBooked ? await checkAgreement(tx, becomesBooked) : undefined;
      return refused ?? patch(tx, 'booking', id, changes, checkTimes);
    },
  ),

  'booking.attach': defineMutation(z.strictObject(bookingFileSchema.shape), inOwnName(hubOnly), async (tx, args) => {
    if (!(await tx.get('booking', args.bookingId))) return reject('not_found', 'booking');
    return create(tx, 'bookingFile', args);
  }),

  'booking.detach': defineMutation(z.strictObject({ id: idSchema }), hubOnly, async (tx, { id }) => {
    if (!(await tx.get('bookingFile', id))) return reject('not_found', 'bookingFile');
    await tx.delete('bookingFile', id);
    return undefined;
  }),
};
