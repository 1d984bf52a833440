import * as z from 'zod/mini';
import { sides } from '../agreement/schema.ts';
import { idSchema, instantSchema, proseSchema, sha256Schema } from '../scalars.ts';

/** A piece of a joint text with what is set on it, as Yjs and Quill write it. */
export const runSchema = z.object({
  insert: z.unknown(),
  attributes: z.optional(z.record(z.string(), z.unknown())),
});

/** One thing of the report as it was signed: its fields without the empty ones, and a section's words with their formats. */
export const signedItemSchema = z.object({
  kind: z.string(),
  id: z.string().check(z.maxLength(100)),
  values: z.record(z.string(), z.string()),
  text: z.optional(z.array(runSchema)),
});
export type SignedItem = z.infer<typeof signedItemSchema>;

/** A version of the report that somebody has signed. Never changed or deleted: it can be read again for ever. */
export const signedReportSchema = z.looseObject({
  /** Made of the hash (`uuidOfHash`): one version is one row, wherever and however often it is signed. */
  id: idSchema,
  hash: sha256Schema,
  content: z.array(signedItemSchema),
});
export type SignedReport = z.infer<typeof signedReportSchema>;

/**
 * A side's word about one exact version of the report: it signs it, or the mentor sends it back. None is ever changed or
 * deleted; whether a signature still counts is found by comparing hashes (`signature.ts`).
 */
export const signatureSchema = z.looseObject({
  id: idSchema,
  act: z.enum(['signed', 'returned']),
  side: z.enum(sides),
  participantId: idSchema,
  /** 1, 2, 3 … in the order in which the server took them; no clock decides it (S5). */
  number: z.int().check(z.minimum(1)),
  /** How many turns the talk with the Hub had by then: what was signed after the Hub's word is an answer to it. */
  turn: z.int().check(z.minimum(0)),
  /** The version that it is about (`content.ts`). */
  hash: sha256Schema,
  /** Why it was sent back; a signature has none. */
  words: proseSchema,
  /** When the person did it, by their own clock; see `number`. */
  at: instantSchema,
});
export type Signature = z.infer<typeof signatureSchema>;
