import * as z from 'zod/mini';
import { idSchema } from '../scalars.ts';

/**
 * Who writes in which joint text just now, and where. None of it is ever stored: the server hands it on to the other
 * devices of the exchange and forgets it.
 */

/** A place in a joint text: a Yjs relative position, base64. Some 20 bytes; the bound keeps an event below what NOTIFY carries. */
const placeSchema = z.string().check(z.regex(/^[A-Za-z0-9+/]{2,118}={0,2}$/));

const caretSchema = z.object({ anchor: placeSchema, head: placeSchema });
export type Caret = z.infer<typeof caretSchema>;

/** One open page of the app. Made of chance each time that the app starts, so that no device is known by it. */
export const pageIdSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,40}$/));

export const presenceRequestSchema = z.object({
  type: z.literal('presence'),
  page: pageIdSchema,
  textId: idSchema,
  /** Null: no longer there. */
  caret: z.nullable(caretSchema),
});
export type PresenceRequest = z.infer<typeof presenceRequestSchema>;

/** A server event (SSE `data`): somebody else has moved, or is gone. Whoever does not know it passes over it. */
export const presenceEventSchema = z.object({
  type: z.literal('presence'),
  participantId: idSchema,
  page: pageIdSchema,
  /** Null with a page that is gone altogether. */
  textId: z.nullable(idSchema),
  caret: z.nullable(caretSchema),
});
export type PresenceEvent = z.infer<typeof presenceEventSchema>;
