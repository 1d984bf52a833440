import type { Tx } from '../tx.ts';
import { type Session, type Stamp, type TrackedField, trackedFields } from './schema.ts';

/**
 * Writes the history of a session: which fields a change found, and what it left. Run again after a pull it finds what
 * the other side has made meanwhile, so the history tells what really happened, in the server's order.
 *
 * @param stamp absent in the writes of an older app, which then leave no trace
 */
export async function recordChange(
  tx: Tx,
  before: Session,
  after: Session,
  authorId: string,
  stamp: Stamp | undefined,
): Promise<void> {
  const fields = trackedFields.filter((field) => !isSame(before[field], after[field]));
  if (!stamp || fields.length === 0) return;
  const earlier = await tx.list('sessionChange', after.id);
  if (earlier.some(({ id }) => id === stamp.id)) return;
  const place = 1 + earlier.reduce((last, change) => Math.max(last, change.place), 0);
  const [from, to] = [pick(before, fields), pick(after, fields)];
  const row = { ...stamp, sessionId: after.id, place, authorId, from, to };
  await tx.put('sessionChange', { ...row, ...readersOf(after) });
}

/** What belongs to a personal item is as personal. */
export function readersOf({ onlyFor }: Session): Pick<Session, 'onlyFor'> {
  return onlyFor ? { onlyFor } : {};
}

function pick(session: Session, fields: readonly TrackedField[]): Partial<Session> {
  return Object.fromEntries(fields.map((field) => [field, session[field]]).filter(([, value]) => value !== undefined));
}

/** Values of fields are JSON with a fixed order of keys; nobody named is everybody, and no times are none. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function plain(value: unknown): unknown {
  return value === undefined || (Array.isArray(value) && value.length === 0) ? null : value;
}
