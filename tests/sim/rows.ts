import assert from 'node:assert/strict';
import { type Kind, rowSchemas } from '#domain/kinds.ts';
import type { MemoryTx } from '#domain/memory-tx.ts';
import { textUpdateSchema } from '#domain/report/schema.ts';
import { textOf } from '#domain/text.ts';

/** Rows by `kind/id`. */
export type Rows = Map<string, Readonly<Record<string, unknown>>>;

// rowSchemas has exactly one key per kind.
const kinds = Object.keys(rowSchemas) as Kind[];

export async function rowsOf(tx: MemoryTx): Promise<Rows> {
  const rows: Rows = new Map();
  for (const kind of kinds) for (const row of await tx.list(kind)) rows.set(`${kind}/${row.id}`, row);
  return rows;
}

/** Texts that say the same may be held in other pieces: the server joins them. So each text counts by its words. */
export function inWords(rows: Rows): Rows {
  const plain: Rows = new Map();
  const texts = new Map<string, string[]>();
  for (const [key, row] of rows) {
    if (key.startsWith('textUpdate/')) {
      const { textId, update } = textUpdateSchema.parse(row);
      texts.set(textId, [...(texts.get(textId) ?? []), update]);
    } else if (!serverOwn.has(key.split('/')[0] ?? '')) plain.set(key, row);
  }
  for (const [textId, updates] of texts) plain.set(`text/${textId}`, { words: textOf(updates) });
  return plain;
}

/** Kinds of rows that the server adds by itself: no mutation of a phone makes them. */
const serverOwn: ReadonlySet<string> = new Set(['textVersion']);

export function assertSameRows(actual: Rows, expected: Rows, what: string): void {
  const sorted = (rows: Rows) => Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
  assert.deepEqual(sorted(actual), sorted(expected), what);
}
