import Dexie from 'dexie';
import type { Kind, Row } from '#domain/kinds.ts';
import { parentOf } from '#domain/parents.ts';
import type { Tx } from '#domain/tx.ts';
import type { CarnetDb } from './db.ts';

/**
 * The phone's Tx: must run inside a Dexie transaction over `rows` and `shadows`.
 * The first pending write to a row keeps what was there before it, for the undo of the next pull (S4).
 */
export class DexieTx implements Tx {
  readonly #db: CarnetDb;
  readonly #exchangeId: string;

  constructor(db: CarnetDb, exchangeId: string) {
    this.#db = db;
    this.#exchangeId = exchangeId;
  }

  async get<K extends Kind>(kind: K, id: string): Promise<Row<K> | undefined> {
    const stored = await this.#db.rows.get([this.#exchangeId, kind, id]);
    // Rows of a kind are written by put() below and by applyChanges(), which parses them.
    return stored?.row as Row<K> | undefined;
  }

  async list<K extends Kind>(kind: K, parentId?: string): Promise<Row<K>[]> {
    const stored = await (parentId === undefined
      ? this.#db.rows
          .where('[exchangeId+kind+id]')
          .between([this.#exchangeId, kind, Dexie.minKey], [this.#exchangeId, kind, Dexie.maxKey])
          .toArray()
      : this.#db.rows.where('[exchangeId+kind+parentId]').equals([this.#exchangeId, kind, parentId]).sortBy('id'));
    return stored.map(({ row }) => row as Row<K>);
  }

  async put<K extends Kind>(kind: K, row: Row<K>): Promise<void> {
    await this.#keepShadow(kind, row.id);
    await putRow(this.#db, this.#exchangeId, kind, row);
  }

  async delete(kind: Kind, id: string): Promise<void> {
    await this.#keepShadow(kind, id);
    await this.#db.rows.delete([this.#exchangeId, kind, id]);
  }

  async #keepShadow(kind: Kind, id: string): Promise<void> {
    const exchangeId = this.#exchangeId;
    if (await this.#db.shadows.get([exchangeId, kind, id])) return;
    const before = await this.#db.rows.get([exchangeId, kind, id]);
    await this.#db.shadows.put({ exchangeId, kind, id, row: before?.row ?? null });
  }
}

/** Writes a row as it is, without a shadow: for what comes from the server, and for undoing. */
export async function putRow(db: CarnetDb, exchangeId: string, kind: Kind, row: Row): Promise<void> {
  await db.rows.put({ exchangeId, kind, id: row.id, parentId: parentOf(kind, row) ?? '', row });
}
