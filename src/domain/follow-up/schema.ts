import * as z from 'zod/mini';
import { sides } from '../agreement/schema.ts';
import { idSchema, instantSchema, lineSchema, proseSchema } from '../scalars.ts';

/** How long the follow-up call lasts (Handbook, “Follow-up”), in minutes. */
export const callMinutes = 60;

/** The one call after the visit: one row for each exchange, under the exchange's own id. */
export const followUpSchema = z.looseObject({
  id: idSchema,
  /** When it begins, as proposed last. */
  start: instantSchema,
  /** Where one joins it: an address, or words. */
  link: lineSchema,
  proposedBy: idSchema,
  side: z.enum(sides),
  /** Who of the other side accepted this very time; null: it is a proposal. */
  acceptedBy: z.nullable(idSchema),
  done: z.boolean(),
  /** How often the time was set: calendars tell a moved call from a new one by it (RFC 5545, SEQUENCE). */
  sequence: z.int().check(z.minimum(0)),
});
export type FollowUp = z.infer<typeof followUpSchema>;

/** A note of the call; a row each, so that both sides may write at once. */
export const callNoteSchema = z.looseObject({
  id: idSchema,
  words: proseSchema,
  participantId: idSchema,
  at: instantSchema,
});
export type CallNote = z.infer<typeof callNoteSchema>;
