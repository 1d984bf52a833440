import { photoName } from '#domain/copy.ts';
import type { Receipt } from '#domain/expense/schema.ts';
import type { Kind, Row } from '#domain/kinds.ts';
import type { StoredRow } from './db.ts';

/** What the readable part of a copy is made from: an exchange's rows by kind, and the names of its people. */
export type Reading = { rows: <K extends Kind>(kind: K) => Row<K>[]; nameOf: (participantId: string | null) => string };

export function readingOf(shown: readonly StoredRow[]): Reading {
  // Under a kind stand only rows of that kind (dexie-tx.ts, replica.ts).
  const rows = <K extends Kind>(kind: K) => shown.filter((row) => row.kind === kind).map(({ row }) => row as Row<K>);
  const names = new Map(rows('participant').map(({ id, name }) => [id, name]));
  return { rows, nameOf: (id) => (id === null ? '' : (names.get(id) ?? id)) };
}

/** Where a receipt or a photo stands in the copy. */
export function fileOf({ blob, type }: Pick<Receipt, 'blob' | 'type'>): string {
  return photoName({ hash: blob, type });
}
