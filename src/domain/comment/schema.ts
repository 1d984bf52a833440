import * as z from 'zod/mini';
import { idSchema, instantSchema, proseSchema } from '../scalars.ts';

/** UTF-16 units of a passage that are kept beside its anchor: they tell what was meant once the passage is gone. */
export const quoteLimit = 300;

/** A Yjs relative position (base64): its letter's id, or an end of the text. */
const positionSchema = z.string().check(z.maxLength(200), z.regex(/^[A-Za-z0-9+/]+={0,2}$/));

/**
 * A passage of a joint text, held by its first and its last letter: it stays on its words whatever both sides write
 * before, within or after it.
 */
export const anchorSchema = z.looseObject({
  start: positionSchema,
  end: positionSchema,
  /** How the passage read when it was chosen. */
  quote: z.string().check(z.maxLength(quoteLimit)),
});
export type Anchor = z.infer<typeof anchorSchema>;

/** Whose thing it is to do. */
export const todoSides = ['mentee', 'mentor', 'both'] as const;
export type TodoSide = (typeof todoSides)[number];

const remarkShape = {
  id: idSchema,
  words: proseSchema,
  participantId: idSchema,
  at: instantSchema,
  /** A removed one keeps its words, so that its author can take that back. */
  removedAt: z.optional(z.nullable(instantSchema)),
};

/** What somebody says about a passage of a joint text, or asks a side to do there: the first of a thread. */
export const commentSchema = z.looseObject({
  ...remarkShape,
  textId: idSchema,
  /** null: about the whole text. */
  anchor: z.nullable(anchorSchema),
  /** The side that is to do it; null: nothing is to be done, it is a comment. */
  todoFor: z.nullable(z.enum(todoSides)),
  /** Who has settled it, or done it; null: it is open. */
  resolvedBy: z.optional(z.nullable(idSchema)),
  resolvedAt: z.optional(z.nullable(instantSchema)),
});
export type Comment = z.infer<typeof commentSchema>;

/** A row each, so that no two answers overwrite each other. */
export const commentReplySchema = z.looseObject({ ...remarkShape, commentId: idSchema });
export type CommentReply = z.infer<typeof commentReplySchema>;
