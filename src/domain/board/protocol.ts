import * as z from 'zod/mini';
import { idSchema, instantSchema } from '../scalars.ts';
import { summarySchema } from './schema.ts';

/** The messages about all exchanges, between the Hub's device and the server. */

/** Exchanges per answer. */
export const boardPageSize = 200;

export const boardRequestSchema = z.object({
  type: z.literal('board'),
  /** The page after this exchange; null: the first one. Ignored with `only`. */
  after: z.nullable(idSchema),
  /** These exchanges instead of a page. */
  only: z.optional(z.array(idSchema).check(z.maxLength(boardPageSize))),
  /** The stamps of what the device has: of these only what is different is sent again. */
  known: z.record(idSchema, z.string().check(z.maxLength(100))),
});
export type BoardRequest = z.infer<typeof boardRequestSchema>;

const boardItemSchema = z.object({
  id: idSchema,
  /** Differs when anything that the board shows of it does. */
  stamp: z.string(),
  /** Absent where the device has it already. */
  entry: z.optional(z.object({ summary: summarySchema, seen: z.record(idSchema, instantSchema) })),
});
export type BoardItem = z.infer<typeof boardItemSchema>;

export const boardResponseSchema = z.object({
  type: z.literal('board'),
  items: z.array(boardItemSchema),
  /** Where the next page begins; null: this was the last one. */
  next: z.nullable(idSchema),
});
export type BoardResponse = z.infer<typeof boardResponseSchema>;

/** A server event to the board: this exchange has changed; null: any of them may have. */
export const boardEventSchema = z.object({ type: z.literal('changed'), exchangeId: z.nullable(idSchema) });
export type BoardEvent = z.infer<typeof boardEventSchema>;
