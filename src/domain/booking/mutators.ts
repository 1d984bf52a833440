import * as z from 'zod/mini';
import { isTimeZone } from '../days.ts';
import { type Rejection, reject } from '../errors.ts';
import { changesOf, create, defineMutation, hubOnly, patch } from '../mutation.ts';
import { idSchema } from '../scalars.ts';
import { endsBeforeStart } from './order-of-times.ts';
import { type Booking, bookingFileSchema, bookingSchema } from './schema.ts';

const booking = bookingSchema.shape;

/** Times in zones that exist, and an end that is not before the start, wherever each of them is. */
function checkTimes({ start, end }: Booking): Rejection | undefined {
  if ([start, end].some((at) => at && !isTimeZone(at.zone))) return reject('rule_broken', 'zone');
  return start && end && endsBeforeStart(start, end) ? reject('rule_broken', 'booking-times') : undefined;
}

export const bookingMutations = {
  'booking.add': defineMutation(z.strictObject(booking), hubOnly, async (tx, args, { participantId }) => {
    if (args.createdBy !== participantId) return reject('not_allowed', 'author');
    if (args.override && args.override.by !== participantId) return reject('not_allowed', 'author');
    return checkTimes(args) ?? create(tx, 'booking', args);
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
      return patch(tx, 'booking', id, changes, checkTimes);
    },
  ),

  'booking.attach': defineMutation(z.strictObject(bookingFileSchema.shape), hubOnly, async (tx, args, context) => {
    if (args.createdBy !== context.participantId) return reject('not_allowed', 'author');
    if (!(await tx.get('booking', args.bookingId))) return reject('not_found', 'booking');
    return create(tx, 'bookingFile', args);
  }),

  'booking.detach': defineMutation(z.strictObject({ id: idSchema }), hubOnly, async (tx, { id }) => {
    if (!(await tx.get('bookingFile', id))) return reject('not_found', 'bookingFile');
    await tx.delete('bookingFile', id);
    return undefined;
  }),
};
