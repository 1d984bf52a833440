import * as z from 'zod/mini';
import { currencySchema } from '../expense/money-schema.ts';
import { daySchema, idSchema, instantSchema, lineSchema, proseSchema, roleSchema, titleSchema } from '../scalars.ts';

/** The pairing of a mentee community and a mentor community around one problem and one visit. */
export const exchangeSchema = z.looseObject({
  id: idSchema,
  topic: titleSchema,
  /** Who travels; the other side is the host. */
  format: z.enum(['mentee-travels', 'mentor-travels']),
  menteeCommunity: titleSchema,
  mentorCommunity: titleSchema,
  hostCity: titleSchema,
  /** IANA time zone of the host city. The mutations check it; a phone may be too old to know it. */
  hostZone: z.string().check(z.maxLength(60)),
  firstDay: daySchema,
  lastDay: daySchema,
  /** The currency of the budget. */
  currency: currencySchema,
  venue: lineSchema,
  address: proseSchema,
  createdAt: instantSchema,
  /** Since when the Hub takes no more changes of the pair; null or absent: it does. */
  closedAt: z.optional(z.nullable(instantSchema)),
  /** What the Hub said when it closed it; null or absent when it said nothing. */
  closedWhy: z.optional(z.nullable(titleSchema)),
  /** The version of the Hub's template that it began with. */
  templateVersion: z.optional(z.int().check(z.minimum(0))),
  /** What the programme covers, in the words of that template. */
  policies: z.optional(proseSchema),
  /** Why it was called off; null or absent when it was not. */
  cancelled: z.optional(z.nullable(titleSchema)),
});
export type Exchange = z.infer<typeof exchangeSchema>;

export const participantSchema = z.looseObject({
  id: idSchema,
  name: titleSchema,
  role: roleSchema,
  community: lineSchema,
  /** Wikimedia username, without the namespace. */
  username: lineSchema,
  /** The Lead Mentor, or the first contact of the mentee side. */
  lead: z.boolean(),
});
export type Participant = z.infer<typeof participantSchema>;
