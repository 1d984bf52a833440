import Dexie, { type PromiseExtended } from 'dexie';
import type { Kind, Row } from '#domain/kinds.ts';
import { parentOf } from '#domain/parents.ts';
import type { Tx } from '#domain/tx.ts';
import type { CarnetDb, StoredRow } from './db.ts';

/** A row as it is within the transaction, and whether it is known that what it was before is kept. */
type Known = { row: Row | undefined; hasShadow: boolean };

/**
 * The phone's Tx: must run inside a Dexie transaction over `rows` and `shadows`, and be asked for `written()` at its end.
 * The first pending write to a row keeps what was there before it, for the undo of the next pull (S4).
 *
 * Each question to IndexedDB is a way to another process and back. So what a row was before is read once, and
 * its shadow is not waited for.
 */
export class DexieTx implements Tx {
  readonly #db: CarnetDb;
  readonly #exchangeId: string;
  readonly #known = new Map<string, Known>();
  readonly #writing: PromiseExtended<unknown>[] = [];
  /** What was read last, for the one question that mostly follows: whether the reader may write over that row. */
  #justRead: string | undefined;

  constructor(db: CarnetDb, exchangeId: string) {
    this.#db = db;
    this.#exchangeId = exchangeId;
  }

  async get<K extends Kind>(kind: K, id: string): Promise<Row<K> | undefined> {
    const known = this.#takeJustRead(kind, id) ?? (await this.#read(kind, id));
    // Rows of a kind are written by put() below and by applyChanges(), which parses them.
    return known.row as Row<K> | undefined;
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
    this.#know(kind, row.id, { row, hasShadow: true });
    await this.#db.rows.put(storedRow(this.#exchangeId, kind, row));
  }

  async delete(kind: Kind, id: string): Promise<void> {
    await this.#keepShadow(kind, id);
    this.#know(kind, id, { row: undefined, hasShadow: true });
    await this.#db.rows.delete([this.#exchangeId, kind, id]);
  }

  /** Resolves when all that was put and deleted has been taken in; throws what went wrong with any of it. */
  async written(): Promise<void> {
    await Promise.all(this.#writing);
  }

  async #look(kind: Kind, id: string): Promise<Known> {
    return this.#known.get(`${kind}/${id}`) ?? this.#read(kind, id);
  }

  /**
   * Once, and then the database again: Dexie loses its transaction over a hundred awaits of which none is its own, as a
   * long outbox has them.
   */
  #takeJustRead(kind: Kind, id: string): Known | undefined {
    const key = `${kind}/${id}`;
    if (this.#justRead !== key) return undefined;
    this.#justRead = undefined;
    return this.#known.get(key);
  }

  async #read(kind: Kind, id: string): Promise<Known> {
    const hasShadow = this.#known.get(`${kind}/${id}`)?.hasShadow ?? false;
    const key: [string, Kind, string] = [this.#exchangeId, kind, id];
    const stored = await this.#db.rows.get(key);
    this.#justRead = `${kind}/${id}`;
    return this.#know(kind, id, { row: stored?.row, hasShadow });
  }

  #know(kind: Kind, id: string, known: Known): Known {
    this.#known.set(`${kind}/${id}`, known);
    return known;
  }

  async #keepShadow(kind: Kind, id: string): Promise<void> {
    const { row = null, hasShadow } = await this.#look(kind, id);
    if (hasShadow) return;
    // Not looked for first: where an earlier write has left one, this one is refused, and that one stays.
    const adding = this.#db.shadows.add({ exchangeId: this.#exchangeId, kind, id, row });
    this.#writing.push(adding.catch('ConstraintError', () => {}));
  }
}

/** A row as it lies among the others. */
export function storedRow(exchangeId: string, kind: Kind, row: Row): StoredRow {
  return { exchangeId, kind, id: row.id, parentId: parentOf(kind, row) ?? '', row };
}

/** Writes a row as it is, without a shadow: for what comes from the server, and for undoing. */
export async function putRow(db: CarnetDb, exchangeId: string, kind: Kind, row: Row): Promise<void> {
  await db.rows.put(storedRow(exchangeId, kind, row));
}
