import * as z from 'zod/mini';
import { idSchema, instantSchema, sha256Schema } from '../scalars.ts';

/** The two sides of an exchange; several people may stand on each. */
export const sides = ['mentee', 'mentor'] as const;
export type Side = (typeof sides)[number];

/** One thing of the plan or schedule as it was agreed: the words of its counted fields, without the empty ones. */
export const agreedItemSchema = z.object({
  kind: z.string(),
  id: idSchema,
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});
export type AgreedItem = z.infer<typeof agreedItemSchema>;

/**
 * One side's agreement to an exact version of plan and schedule (DOMAIN, “Planning”). None is ever changed or
 * deleted: whether both sides agree to what stands there now is found by comparing hashes (`agreement.ts`).
 */
export const agreementSchema = z.looseObject({
  id: idSchema,
  side: z.enum(sides),
  participantId: idSchema,
  /** 1, 2, 3 … in the order in which the server took the agreements of the exchange; no clock decides it (S5). */
  number: z.int().check(z.minimum(1)),
  /** The hash of the agreed content (`content.ts`). */
  hash: sha256Schema,
  /** When the person agreed, by their own clock; see `number`. */
  at: instantSchema,
  /** The agreed content, once for each hash: absent where an earlier agreement to the same hash holds it. */
  content: z.optional(z.array(agreedItemSchema)),
});
export type Agreement = z.infer<typeof agreementSchema>;
