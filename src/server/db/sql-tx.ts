import type { Kysely } from 'kysely';
import type { Kind, Row } from '#domain/kinds.ts';
import { parentOf } from '#domain/parents.ts';
import type { Tx } from '#domain/tx.ts';
import type { Database } from './schema.ts';
import { statement } from './statement.ts';

/** Rows that a transaction has read or written, as the table has them; null: none, or deleted. By kind and id. */
export type KnownRows = Map<string, string | null>;

/** The domain's Tx over SQL: one exchange, one transaction, and the version that its writes carry. */
export class SqlTx implements Tx {
  readonly #db: Kysely<Database>;
  readonly #exchangeId: string;
  readonly #version: number;
  readonly #known: KnownRows;

  /** @param known of this transaction, which nobody else writes to: a mutation asks for the same few rows again and again */
  constructor(db: Kysely<Database>, exchangeId: string, version: number, known: KnownRows) {
    this.#db = db;
    this.#exchangeId = exchangeId;
    this.#version = version;
    this.#known = known;
  }

  async get<K extends Kind>(kind: K, id: string): Promise<Row<K> | undefined> {
    const value = this.#known.get(keyOf(kind, id)) ?? (await this.#read(kind, id));
    return value === null ? undefined : parse<K>(value);
  }

  async list<K extends Kind>(kind: K, parentId?: string): Promise<Row<K>[]> {
    const of = { exchangeId: this.#exchangeId, kind };
    const found = await (parentId === undefined ? listRows(this.#db, of) : listOwned(this.#db, { ...of, parentId }));
    return found.map((row) => parse<K>(row.value));
  }

  async put<K extends Kind>(kind: K, row: Row<K>): Promise<void> {
    const value = JSON.stringify(row);
    const place = { exchangeId: this.#exchangeId, kind, id: row.id };
    await putRow(this.#db, { ...place, parentId: parentOf(kind, row), version: this.#version, value });
    this.#known.set(keyOf(kind, row.id), value);
  }

  async delete(kind: Kind, id: string): Promise<void> {
    await deleteRow(this.#db, { exchangeId: this.#exchangeId, kind, id, version: this.#version });
    this.#known.set(keyOf(kind, id), null);
  }

  async #read(kind: Kind, id: string): Promise<string | null> {
    const key = keyOf(kind, id);
    if (this.#known.has(key)) return null;
    const [found] = await readRow(this.#db, { exchangeId: this.#exchangeId, kind, id });
    const value = found?.value ?? null;
    this.#known.set(key, value);
    return value;
  }
}

function keyOf(kind: Kind, id: string): string {
  return `${kind}/${id}`;
}

type Of = { exchangeId: string; kind: Kind };

function rowsOf(db: Kysely<Database>, { exchangeId, kind }: Of) {
  return db
    .selectFrom('rows')
    .select((row) => row.ref('value').$notNull().as('value'))
    .where('exchange_id', '=', exchangeId)
    .where('kind', '=', kind)
    .where('value', 'is not', null);
}

const readRow = statement((db, row: Of & { id: string }) => rowsOf(db, row).where('id', '=', row.id));

const listRows = statement((db, of: Of) => rowsOf(db, of).orderBy('id'));

const listOwned = statement((db, of: Of & { parentId: string }) =>
  rowsOf(db, of).where('parent_id', '=', of.parentId).orderBy('id'),
);

const putRow = statement((db, row: Of & { id: string; parentId: string | null; version: number; value: string }) => {
  const content = { parent_id: row.parentId, version: row.version, value: row.value };
  return db
    .insertInto('rows')
    .values({ exchange_id: row.exchangeId, kind: row.kind, id: row.id, ...content })
    .onConflict((conflict) => conflict.columns(['exchange_id', 'kind', 'id']).doUpdateSet(content));
});

const deleteRow = statement((db, row: Of & { id: string; version: number }) =>
  db
    .updateTable('rows')
    .set({ value: null, version: row.version })
    .where('exchange_id', '=', row.exchangeId)
    .where('kind', '=', row.kind)
    .where('id', '=', row.id)
    .where('value', 'is not', null),
);

/** put() is the one writer of this column, and the kind is part of the key. */
function parse<K extends Kind>(value: string): Row<K> {
  return JSON.parse(value) as Row<K>;
}
