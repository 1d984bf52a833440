import * as z from 'zod/mini';
import {
  base64Schema,
  daySchema,
  idSchema,
  instantSchema,
  lineSchema,
  orderSchema,
  proseSchema,
  titleSchema,
} from '../scalars.ts';

/** The parts of the default report template (Handbook, “Report”). */
export const sectionKeys = ['summary', 'done', 'learned', 'differently', 'resources', 'next', 'feedback'] as const;

/** One part of the joint report. Its words are the joint text of the same id. */
export const sectionSchema = z.looseObject({
  id: idSchema,
  order: orderSchema,
  key: z.enum(sectionKeys),
  owner: z.enum(['mentee', 'mentor', 'both']),
  required: z.boolean(),
});
export type Section = z.infer<typeof sectionSchema>;

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
});
export type TextUpdate = z.infer<typeof textUpdateSchema>;

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
