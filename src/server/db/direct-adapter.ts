import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { SqliteAdapter } from 'kysely';
import { StorageError } from '../storage.ts';

/** Distinct statements kept prepared; the server has fewer. */
const maxStatements = 200;

/** A statement, and whether it gives rows: asked once, for it costs as much as running one. */
export type Prepared = { readonly statement: StatementSync; readonly reader: boolean };

/**
 * What a statement (statement.ts) knows SQLite by. It answers at once, where Kysely's way to it is a dozen promises, which
 * cost more than most questions.
 */
export class DirectAdapter extends SqliteAdapter {
  readonly #file: DatabaseSync;
  readonly #prepared = new Map<string, Prepared>();

  constructor(file: DatabaseSync) {
    super();
    this.#file = file;
  }

  /** Whether its one connection is within a transaction just now. */
  get isTransaction(): boolean {
    return this.#file.isTransaction;
  }

  /** @throws StorageError */
  prepare(text: string): Prepared {
    const known = this.#prepared.get(text);
    if (known) return known;
    const statement = tagged(() => this.#file.prepare(text));
    const fresh = { statement, reader: statement.columns().length > 0 };
    if (this.#prepared.size < maxStatements) this.#prepared.set(text, fresh);
    return fresh;
  }

  /** @throws StorageError */
  run(text: string, values: readonly SQLInputValue[]): Record<string, unknown>[] {
    const { statement, reader } = this.prepare(text);
    return tagged(() => {
      if (reader) return statement.all(...values);
      statement.run(...values);
      return [];
    });
  }
}

/** SQLite's failures are the store's. */
export function tagged<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new StorageError(error);
  }
}
