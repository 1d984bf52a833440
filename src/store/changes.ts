import type { Table } from 'dexie';
import { isKind, type Kind, type Row, rowSchemas } from '#domain/kinds.ts';
import type { Change } from '#domain/protocol.ts';
import { type CarnetDb, exchangeRange, type HeldRow, type Shadow, type StoredRow } from './db.ts';
import { storedRow } from './dexie-tx.ts';

type RowKey = [string, Kind, string];

/** A row as it is to stand; null: it is to be gone. */
type Target = { kind: Kind; id: string; row: Row | null };

/** What becomes of one table: each key at most once. */
type Writes<T, Key> = { puts: T[]; deletes: Key[] };

/**
 * Undoes the writes that wait, and takes what comes from the server into the rows under them; inside a transaction over
 * rows, shadows, held and orphans. Both at once, for mostly they are the same rows. A row that does not read (an unknown
 * kind, a value of a newer server) is held, and stops nothing else (S9).
 */
export async function applyChanges(db: CarnetDb, exchangeId: string, changes: readonly Change[]): Promise<void> {
  const targets = new Map<string, Target>();
  // Almost always nothing is held.
  const [shadows, heldCount] = await Promise.all([takeShadows(db, exchangeId), db.held.where({ exchangeId }).count()]);
  for (const shadow of shadows) targets.set(`${shadow.kind}/${shadow.id}`, shadow);
  const gone: RowKey[] = [];
  const held: Writes<HeldRow, [string, string, string]> = { puts: [], deletes: [] };
  // Several pages taken in together may tell of one row twice: the last one holds.
  const latest = new Map(changes.map((change) => [`${change.kind}/${change.id}`, change]));
  const own = shadows.filter(({ kind, id }) => latest.has(`${kind}/${id}`));
  const there = own.length > 0 ? await readThere(db, exchangeId, own) : new Map<string, string>();
  for (const { kind, id, row } of latest.values()) {
    const parsed = row === null ? null : parseRow(kind, row);
    if (row !== null && parsed === undefined) held.puts.push({ exchangeId, kind, id, row });
    else held.deletes.push([exchangeId, kind, id]);
    if (!isKind(kind) || parsed === undefined) continue;
    targets.set(`${kind}/${id}`, { kind, id, row: parsed });
    if (parsed === null) gone.push([exchangeId, kind, id]);
  }
  // What the server made of a write is mostly what it made here: no screen that shows it has to look anew.
  const isNew = ({ kind, id, row }: Target) => row === null || there.get(`${kind}/${id}`) !== JSON.stringify(row);
  await Promise.all([
    writeAll(db.rows, writesOf(exchangeId, [...targets.values()].filter(isNew))),
    writeAll(db.held, heldCount > 0 ? held : { ...held, deletes: [] }),
    writeAll(db.orphans, { puts: [], deletes: gone }),
  ]);
}

/** Puts back what the rows were before the writes that wait. */
export async function undoPending(db: CarnetDb, exchangeId: string): Promise<void> {
  await writeAll(db.rows, writesOf(exchangeId, await takeShadows(db, exchangeId)));
}

/**
 * Some rows as they stand here, as JSON by kind and id. What was written one after the other lies side by side, and
 * comes with one question; of what lies far apart some may be missing.
 */
async function readThere(
  db: CarnetDb,
  exchangeId: string,
  places: readonly Pick<Shadow, 'kind' | 'id'>[],
): Promise<Map<string, string>> {
  const kinds = new Set(places.map(({ kind }) => kind));
  const found = await Promise.all(
    [...kinds].map((kind) => {
      const those = places.filter((place) => place.kind === kind);
      const ids = those.map(({ id }) => id).sort();
      return db.rows
        .where('[exchangeId+kind+id]')
        .between([exchangeId, kind, ids[0]], [exchangeId, kind, ids.at(-1)], true, true)
        .limit(2 * ids.length)
        .toArray();
    }),
  );
  return new Map(found.flat().map(({ kind, id, row }) => [`${kind}/${id}`, JSON.stringify(row)]));
}

async function takeShadows(db: CarnetDb, exchangeId: string): Promise<Shadow[]> {
  const range = db.shadows.where('[exchangeId+kind+id]').between(...exchangeRange(exchangeId));
  const shadows = await range.toArray();
  // A whole range at once, which `where({ exchangeId })` would delete one by one.
  if (shadows.length > 0) await range.delete();
  return shadows;
}

function writesOf(exchangeId: string, targets: readonly Target[]): Writes<StoredRow, RowKey> {
  const writes: Writes<StoredRow, RowKey> = { puts: [], deletes: [] };
  for (const { kind, id, row } of targets) {
    if (row) writes.puts.push(storedRow(exchangeId, kind, row));
    else writes.deletes.push([exchangeId, kind, id]);
  }
  return writes;
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
