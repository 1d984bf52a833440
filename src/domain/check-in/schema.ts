import * as z from 'zod/mini';
import { onlyForSchema } from '../private.ts';
import { idSchema, instantSchema, proseSchema } from '../scalars.ts';

export const feelings = ['well', 'help'] as const;

/**
 * How one participant says the visit goes, midway (DOMAIN, “Visit”): private to them and the Hub, so that what goes
 * badly between the two sides can be said.
 */
export const checkInSchema = z.looseObject({
  id: idSchema,
  participantId: idSchema,
  feeling: z.enum(feelings),
  /** A line, or more; may be empty. */
  words: proseSchema,
  at: instantSchema,
  onlyFor: onlyForSchema,
});
export type CheckIn = z.infer<typeof checkInSchema>;

/** What the Hub, or the participant again, says to a check-in. A row each, so that no two overwrite each other. */
export const checkInReplySchema = z.looseObject({
  id: idSchema,
  checkInId: idSchema,
  words: proseSchema,
  participantId: idSchema,
  at: instantSchema,
  onlyFor: onlyForSchema,
});
export type CheckInReply = z.infer<typeof checkInReplySchema>;
