import Dexie, { type Table } from 'dexie';
import type { Kind, Row } from '#domain/kinds.ts';
import { byOrder } from '#domain/order.ts';
import type { Store } from '../store.ts';

/** Reads for live queries. A live query runs again only when rows in the range that it read have changed. */

/**
 * Runs several reads in one transaction, which costs a phone far less than one for each of them.
 * @param read  reads these tables and no others
 */
export function readTogether<T>({ db }: Store, tables: readonly Table[], read: () => Promise<T>): Promise<T> {
  return db.transaction('r', [...tables], read);
}

export async function getRow<K extends Kind>(store: Store, kind: K, id: string): Promise<Row<K> | undefined> {
  const stored = await store.db.rows.get([store.context.exchangeId, kind, id]);
  // Under a kind stand only rows of that kind (dexie-tx.ts, replica.ts).
  return stored?.row as Row<K> | undefined;
}

export async function listRows<K extends Kind>(store: Store, kind: K): Promise<Row<K>[]> {
  const { exchangeId } = store.context;
  const range = store.db.rows
    .where('[exchangeId+kind+id]')
    .between([exchangeId, kind, Dexie.minKey], [exchangeId, kind, Dexie.maxKey]);
  return (await range.toArray()).map(({ row }) => row as Row<K>);
}

/** The rows of one owner: the receipts of an expense, the tasks of a session, the updates of a text. */
export async function listRowsOf<K extends Kind>(store: Store, kind: K, parentId: string): Promise<Row<K>[]> {
  const { exchangeId } = store.context;
  const range = store.db.rows.where('[exchangeId+kind+parentId]').equals([exchangeId, kind, parentId]);
  return (await range.sortBy('id')).map(({ row }) => row as Row<K>);
}

type OrderedKind = { [K in Kind]: Row<K> extends { order: string } ? K : never }[Kind];

export async function listInOrder<K extends OrderedKind>(store: Store, kind: K): Promise<Row<K>[]> {
  const rows = await listRows(store, kind);
  // Every kind in OrderedKind has `order`, which the generic does not carry through.
  return (rows as (Row<K> & { order: string; id: string })[]).sort(byOrder);
}
