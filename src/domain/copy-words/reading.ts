import { type CopiedExchange, photoName } from '../copy.ts';
import type { Receipt } from '../expense/schema.ts';
import type { Kind, Row } from '../kinds.ts';

/** A row as the screens show it; under a kind stand only rows of that kind. */
export type ShownRow = { readonly kind: Kind; readonly row: Row };

/** What an export says of one exchange: for a machine as the server had it, for a reader as the screens show it. */
export type ExportedExchange = { readonly copied: CopiedExchange; readonly shown: readonly ShownRow[] };

/** What the readable part of a copy is made from: an exchange's rows by kind, and the names of its people. */
export type Reading = { rows: <K extends Kind>(kind: K) => Row<K>[]; nameOf: (participantId: string | null) => string };

export function readingOf(shown: readonly ShownRow[]): Reading {
  // Under a kind stand only rows of that kind (ShownRow).
  const rows = <K extends Kind>(kind: K) => shown.filter((row) => row.kind === kind).map(({ row }) => row as Row<K>);
  const names = new Map(rows('participant').map(({ id, name }) => [id, name]));
  return { rows, nameOf: (id) => (id === null ? '' : (names.get(id) ?? id)) };
}

/** Where a receipt or a photo stands in the copy. */
export function fileOf({ blob, type }: Pick<Receipt, 'blob' | 'type'>): string {
  return photoName({ hash: blob, type });
}
