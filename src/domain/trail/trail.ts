import * as z from 'zod/mini';
import { errorCodes } from '../errors.ts';
import { idSchema } from '../scalars.ts';

/** The audit trail of one exchange: who did what and when, from the server's log of received mutations. */

/** Entries per page. */
export const trailPageSize = 100;

/** Where a page ends, and the next one begins: the place of an entry in the log. */
const placeSchema = z.object({
  version: z.int().check(z.minimum(0)),
  receivedAt: z.string().check(z.maxLength(40)),
  deviceId: z.string().check(z.maxLength(60)),
  seq: z.int().check(z.minimum(0)),
});
export type TrailPlace = z.infer<typeof placeSchema>;

export const trailRequestSchema = z.object({
  type: z.literal('trail'),
  exchangeId: idSchema,
  /** The page before this entry; null: the newest one. */
  before: z.nullable(placeSchema),
  /** What one person did; null: everybody. */
  participantId: z.nullable(idSchema),
  /** Mutations of one noun, such as `expense`; null: all. */
  noun: z.nullable(z.string().check(z.regex(/^[a-zA-Z]{1,40}$/))),
});
export type TrailRequest = z.infer<typeof trailRequestSchema>;

const entrySchema = z.object({
  id: z.string(),
  /** When the server received it: ISO 8601, UTC, by the server's clock. */
  at: z.string(),
  participantId: z.string(),
  name: z.string(),
  /** What it said, without what is long: `slimArgs`. */
  args: z.unknown(),
  /** Why it was refused; null: it took effect. */
  code: z.nullable(z.catch(z.enum(errorCodes), 'internal')),
});
export type TrailEntry = z.infer<typeof entrySchema>;

export const trailResponseSchema = z.object({
  type: z.literal('trail'),
  entries: z.array(entrySchema),
  /** Names of those who did it, by their id, as far as the server knows them. */
  names: z.record(z.string(), z.string()),
  next: z.nullable(placeSchema),
});
export type TrailResponse = z.infer<typeof trailResponseSchema>;

/** Of a text this many characters tell what it is. */
const enough = 200;

/** The args of a mutation as the trail shows them: long texts are cut, and what is no text for people is left out. */
export function slimArgs(args: unknown, depth = 0): unknown {
  if (typeof args === 'string') return args.length > enough ? `${args.slice(0, enough)}…` : args;
  if (typeof args !== 'object' || args === null) return args;
  if (depth > 3) return undefined;
  if (Array.isArray(args)) return args.slice(0, 20).map((value) => slimArgs(value, depth + 1));
  const fields = Object.entries(args).filter(([field]) => !opaque.has(field));
  return Object.fromEntries(fields.map(([field, value]) => [field, slimArgs(value, depth + 1)]));
}

/** The bytes of a joint text's edit or anchor, and the words of its versions, which the report's history shows. */
const opaque: ReadonlySet<string> = new Set(['update', 'anchor', 'words', 'content']);

/** An entry, or several of the same person about the same thing within an hour: a text is written in many edits. */
export type TrailLine = { readonly entry: TrailEntry; readonly count: number };

const together = 60 * 60 * 1000;

/** @param entries newest first */
export function trailLines(entries: readonly TrailEntry[]): TrailLine[] {
  const lines: { entry: TrailEntry; count: number; last: TrailEntry }[] = [];
  for (const entry of entries) {
    const line = lines.at(-1);
    if (line && isOfOne(line.last, entry)) {
      line.count += 1;
      line.last = entry;
    } else lines.push({ entry, count: 1, last: entry });
  }
  return lines.map(({ entry, count }) => ({ entry, count }));
}

function isOfOne(newer: TrailEntry, older: TrailEntry): boolean {
  const isText = newer.name === 'text.edit' && older.name === 'text.edit';
  return (
    isText &&
    newer.participantId === older.participantId &&
    newer.code === older.code &&
    textIdOf(newer) === textIdOf(older) &&
    Date.parse(newer.at) - Date.parse(older.at) < together
  );
}

function textIdOf({ args }: TrailEntry): unknown {
  return typeof args === 'object' && args !== null ? Reflect.get(args, 'textId') : undefined;
}
