import type { Kysely } from 'kysely';
import type { Kind, Row } from '#domain/kinds.ts';
import { parentOf } from '#domain/parents.ts';
import type { Tx } from '#domain/tx.ts';
import type { Database } from './schema.ts';

/** The domain's Tx over SQL: one exchange, one transaction, and the version that its writes carry. */
export class SqlTx implements Tx {
  readonly #db: Kysely<Database>;
  readonly #exchangeId: string;
  readonly #version: number;

  constructor(db: Kysely<Database>, exchangeId: string, version: number) {
    this.#db = db;
    this.#exchangeId = exchangeId;
    this.#version = version;
  }

  async get<K extends Kind>(kind: K, id: string): Promise<Row<K> | undefined> {
    const found = await this.#rows(kind).where('id', '=', id).executeTakeFirst();
    return found && parse<K>(found.value);
  }

  async list<K extends Kind>(kind: K, parentId?: string): Promise<Row<K>[]> {
    const all = this.#rows(kind).orderBy('id');
    const found = await (parentId === undefined ? all : all.where('parent_id', '=', parentId)).execute();
    return found.map((row) => parse<K>(row.value));
  }

  async put<K extends Kind>(kind: K, row: Row<K>): Promise<void> {
    const content = { parent_id: parentOf(kind, row), version: this.#version, value: JSON.stringify(row) };
    await this.#db
      .insertInto('rows')
      .values({ exchange_id: this.#exchangeId, kind, id: row.id, ...content })
      .onConflict((conflict) => conflict.columns(['exchange_id', 'kind', 'id']).doUpdateSet(content))
      .execute();
  }

  async delete(kind: Kind, id: string): Promise<void> {
    await this.#db
      .updateTable('rows')
      .set({ value: null, version: this.#version })
      .where('exchange_id', '=', this.#exchangeId)
      .where('kind', '=', kind)
      .where('id', '=', id)
      .where('value', 'is not', null)
      .execute();
  }

  #rows(kind: Kind) {
    return this.#db
      .selectFrom('rows')
      .select((row) => row.ref('value').$notNull().as('value'))
      .where('exchange_id', '=', this.#exchangeId)
      .where('kind', '=', kind)
      .where('value', 'is not', null);
  }
}

/** put() is the one writer of this column, and the kind is part of the key. */
function parse<K extends Kind>(value: string): Row<K> {
  return JSON.parse(value) as Row<K>;
}
