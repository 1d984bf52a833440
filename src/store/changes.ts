import type { Table } from 'dexie';
import { isKind, type Kind, type Row, rowSchemas } from '#domain/kinds.ts';
import type { Change } from '#domain/protocol.ts';
import type { CarnetDb, HeldRow, StoredRow } from './db.ts';
import { storedRow } from './dexie-tx.ts';

type RowKey = [string, Kind, string];

/** What becomes of one table: each key at most once. */
type Writes<T, Key> = { puts: T[]; deletes: Key[] };

/**
 * Takes what comes from the server into the rows, inside a transaction over rows, held and orphans. A row that does not
 * read (an unknown kind, a value of a newer server) is held, and stops nothing else (S9).
 */
export async function applyChanges(db: CarnetDb, exchangeId: string, changes: readonly Change[]): Promise<void> {
  const rows: Writes<StoredRow, RowKey> = { puts: [], deletes: [] };
  const held: Writes<HeldRow, [string, string, string]> = { puts: [], deletes: [] };
  // Several pages taken in together may tell of one row twice: the last one holds.
  for (const { kind, id, row } of new Map(changes.map((change) => [`${change.kind}/${change.id}`, change])).values()) {
    const parsed = row === null ? null : parseRow(kind, row);
    if (row !== null && parsed === undefined) held.puts.push({ exchangeId, kind, id, row });
    else held.deletes.push([exchangeId, kind, id]);
    if (!isKind(kind)) continue;
    if (parsed) rows.puts.push(storedRow(exchangeId, kind, parsed));
    else if (parsed === null) rows.deletes.push([exchangeId, kind, id]);
  }
  // Almost always nothing is held.
  const isHeld = (await db.held.where({ exchangeId }).count()) > 0;
  await Promise.all([
    writeAll(db.rows, rows),
    writeAll(db.held, isHeld ? held : { ...held, deletes: [] }),
    writeAll(db.orphans, { puts: [], deletes: rows.deletes }),
  ]);
}

/** Puts back what the rows were before the writes that wait. */
export async function undoPending(db: CarnetDb, exchangeId: string): Promise<void> {
  const shadows = await db.shadows.where({ exchangeId }).toArray();
  if (shadows.length === 0) return;
  const keyOf = ({ kind, id }: { kind: Kind; id: string }): RowKey => [exchangeId, kind, id];
  await Promise.all([
    writeAll(db.rows, {
      puts: shadows.flatMap(({ kind, row }) => (row ? [storedRow(exchangeId, kind, row)] : [])),
      deletes: shadows.filter(({ row }) => row === null).map(keyOf),
    }),
    db.shadows.bulkDelete(shadows.map(keyOf)),
  ]);
}

/** One question to IndexedDB each, however many there are. */
async function writeAll<T, Key>(table: Table<T, Key>, { puts, deletes }: Writes<T, Key>): Promise<void> {
  await Promise.all([
    puts.length > 0 ? table.bulkPut(puts) : undefined,
    deletes.length > 0 ? table.bulkDelete(deletes) : undefined,
  ]);
}

function parseRow(kind: string, row: Record<string, unknown>): Row | undefined {
  if (!isKind(kind)) return undefined;
  // The schema is the kind's own, so what it returns is a row of that kind.
  return rowSchemas[kind].safeParse(row).data as Row | undefined;
}
