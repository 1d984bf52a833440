import * as z from 'zod/mini';
import { sides } from '../agreement/schema.ts';
import { onlyForSchema } from '../private.ts';
import { idSchema, instantSchema, proseSchema } from '../scalars.ts';

/**
 * What one side tells the Hub about the exchange (DOMAIN, “The report's parts”): for its author's side and the Hub, never
 * for the other side, and never published. Only ever added, so that several people of a side may write offline.
 */
export const feedbackSchema = z.looseObject({
  id: idSchema,
  side: z.enum(sides),
  participantId: idSchema,
  words: proseSchema,
  at: instantSchema,
  onlyFor: onlyForSchema,
});
export type Feedback = z.infer<typeof feedbackSchema>;
