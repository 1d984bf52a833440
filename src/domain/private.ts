import * as z from 'zod/mini';
import { idSchema, type Role, roleSchema } from './scalars.ts';

/**
 * Who may read a row, by participant or by role; a row without it is for everybody of the exchange. A kind that can be
 * private has it in its schema as `onlyFor`, optional. It is kept in three places and nowhere else: the pull sends a
 * row to its readers only, a mutation sees only what its author may read, and none makes a row known to fewer (`ReaderTx`).
 * Whatever else hands out rows asks `mayRead`.
 */
export const onlyForSchema = z.array(z.union([idSchema, roleSchema])).check(z.minLength(1), z.maxLength(20));

export type Reader = { readonly participantId: string; readonly role: Role };

type Content = Readonly<Record<string, unknown>>;

/** Whether a row is for everybody of the exchange. */
export function isShared(row: Content): boolean {
  return row.onlyFor === undefined;
}

export function mayRead(row: Content, { participantId, role }: Reader): boolean {
  const readers = readersOf(row);
  return readers === undefined || readers.includes(participantId) || readers.includes(role);
}

/** Whether somebody who may read a row could no longer read what takes its place: their phone would keep the old one. */
export function hidesFrom(before: Content, after: Content): boolean {
  const remaining = readersOf(after);
  if (remaining === undefined) return false;
  return readersOf(before)?.every((reader) => remaining.includes(reader)) !== true;
}

/** A value that is no list is nobody's: what can't be read is not shown. */
function readersOf({ onlyFor }: Content): readonly unknown[] | undefined {
  if (onlyFor === undefined) return undefined;
  return Array.isArray(onlyFor) ? onlyFor : [];
}
