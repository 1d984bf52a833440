import { type Rejection, reject } from './errors.ts';
import type { Kind, Row } from './kinds.ts';
import { hidesFrom, mayRead, type Reader } from './private.ts';
import type { Tx } from './tx.ts';

/**
 * A Tx as one reader's phone has it, wherever it runs: rows that are not for them are not there, so that a mutation
 * has the same effect on the server, which has all rows, as on the phone. A write over a row that is there after all,
 * or one that would take it from somebody who has it, is not done and leaves its `refusal`.
 */
export class ReaderTx implements Tx {
  readonly #base: Tx;
  readonly #reader: Reader;
  #refusal: Rejection | undefined;

  constructor(base: Tx, reader: Reader) {
    this.#base = base;
    this.#reader = reader;
  }

  /** Why the whole mutation must not take effect, if so. */
  get refusal(): Rejection | undefined {
    return this.#refusal;
  }

  async get<K extends Kind>(kind: K, id: string): Promise<Row<K> | undefined> {
    const row = await this.#base.get(kind, id);
    return row && mayRead(row, this.#reader) ? row : undefined;
  }

  async list<K extends Kind>(kind: K, parentId?: string): Promise<Row<K>[]> {
    return (await this.#base.list(kind, parentId)).filter((row) => mayRead(row, this.#reader));
  }

  async put<K extends Kind>(kind: K, row: Row<K>): Promise<void> {
    const before = await this.#base.get(kind, row.id);
    if (before && (!mayRead(before, this.#reader) || hidesFrom(before, row))) this.#refuse();
    else await this.#base.put(kind, row);
  }

  async delete(kind: Kind, id: string): Promise<void> {
    const before = await this.#base.get(kind, id);
    if (before && !mayRead(before, this.#reader)) this.#refuse();
    else await this.#base.delete(kind, id);
  }

  #refuse(): void {
    this.#refusal = reject('not_allowed', 'private');
  }
}
