import * as z from 'zod/mini';
import {
  base64Schema,
  daySchema,
  idSchema,
  instantSchema,
  languageCodeSchema,
  lineSchema,
  orderSchema,
  proseSchema,
  titleSchema,
} from '../scalars.ts';

/**
 * The parts that a report can have (Handbook, “Report”). `differently` is the one part of both sides that exchanges of
 * before the two parts have.
 */
export const sectionKeys = [
  'summary',
  'done',
  'learned',
  'differently-mentee',
  'differently-mentor',
  'differently',
  'resources',
  'next',
  'feedback',
] as const;

/** What the report knows by itself, and shows live until somebody takes it into the text. */
export const liveBlocks = ['schedule', 'objectives', 'questions', 'totals'] as const;
export type LiveBlock = (typeof liveBlocks)[number];

/** A block that has become text: when, by whom, and the update that takes away the letters that it brought. */
export const takenSchema = z.object({
  occasion: idSchema,
  by: idSchema,
  at: instantSchema,
  revert: base64Schema,
});

/** One part of the joint report. Its words are the joint text of the same id. */
export const sectionSchema = z.looseObject({
  id: idSchema,
  order: orderSchema,
  key: z.enum(sectionKeys),
  owner: z.enum(['mentee', 'mentor', 'both']),
  required: z.boolean(),
  /** What its own text is written in; null or absent: nobody has said. */
  language: z.optional(z.nullable(languageCodeSchema)),
  /** The blocks that are text of this section now (`blocks.ts`). */
  taken: z.optional(z.partialRecord(z.enum(liveBlocks), takenSchema)),
});
export type Section = z.infer<typeof sectionSchema>;

/** A section's text in one further language, beside its own: a joint text of the same id. */
export const translationSchema = z.looseObject({
  /** Made of both fields (`translationId`): two people who add one language apart write one text. */
  id: idSchema,
  sectionId: idSchema,
  language: languageCodeSchema,
  /** Its words stay, and it comes back with the next letter that somebody writes in it. */
  removed: z.optional(z.boolean()),
});
export type Translation = z.infer<typeof translationSchema>;

/**
 * A piece of a joint text: a Yjs update. A text is the merge of all its updates, in any order,
 * so two devices that hold the same rows hold the same text.
 */
export const textUpdateSchema = z.looseObject({
  id: idSchema,
  textId: idSchema,
  update: base64Schema,
  authorId: idSchema,
  at: instantSchema,
  /** When the first of it was written, where it gathers what was written until `at`. */
  since: z.optional(instantSchema),
  /** Set where it brings back an earlier state of the text: when that was. */
  restored: z.optional(instantSchema),
});
export type TextUpdate = z.infer<typeof textUpdateSchema>;

/** A text longer than this many UTF-16 units has its sittings as history, and no versions: a message has to hold them. */
export const versionLimit = 200_000;

/** Where in some words which formats stand, by UTF-16 units: what has none is not named (`version-formats.ts`). */
export const formatsSchema = z.array(
  z.object({
    at: z.int().check(z.minimum(0)),
    length: z.int().check(z.minimum(1)),
    formats: z.record(z.string().check(z.maxLength(40)), z.unknown()),
  }),
);

/**
 * The words of a joint text at a moment worth a name. Kept as words, and not as a place in the updates, so that what
 * was agreed or signed can be read whatever becomes of them.
 */
export const textVersionSchema = z.looseObject({
  id: idSchema,
  textId: idSchema,
  words: z.string().check(z.maxLength(versionLimit)),
  /** Absent in a version of before formats were kept, or where there was no room for them. */
  formats: z.optional(formatsSchema),
  /**
   * `daily`: as the exchange's day began, before the first edit of it. `restore`: before a restore. `acceptance`: as the
   * Hub accepted it.
   */
  reason: z.enum(['daily', 'agreement', 'signature', 'restore', 'acceptance']),
  /** Who agreed, signed or restored; null for the server's own. */
  authorId: z.nullable(idSchema),
  at: instantSchema,
});
export type TextVersion = z.infer<typeof textVersionSchema>;

/** Something concrete that follows the exchange; the report needs at least one (Handbook). */
export const actionItemSchema = z.looseObject({
  id: idSchema,
  order: orderSchema,
  what: titleSchema,
  who: lineSchema,
  due: z.nullable(daySchema),
  done: z.boolean(),
  note: proseSchema,
});
export type ActionItem = z.infer<typeof actionItemSchema>;
