import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { SqliteAdapter } from 'kysely';
import { StorageError } from '../storage.ts';

/** Distinct statements kept prepared; the server has fewer. */
const maxStatements = 200;

type Fields = Record<string, SQLOutputValue>;

/** A prepared statement. Its failures are StorageErrors. */
export type Prepared = {
  /** Whether it gives rows: asked once, for it costs as much as running one. */
  readonly reader: boolean;
  all(values: readonly SQLInputValue[]): Fields[];
  run(values: readonly SQLInputValue[]): { changes: number | bigint; lastInsertRowid: number | bigint };
};

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
    const fresh = tagged(() => prepare(this.#file, text));
    if (this.#prepared.size < maxStatements) this.#prepared.set(text, fresh);
    return fresh;
  }

  /** @returns the rows, if it gives any */
  execute(text: string, values: readonly SQLInputValue[]): Fields[] {
    const prepared = this.prepare(text);
    if (prepared.reader) return prepared.all(values);
    prepared.run(values);
    return [];
  }
}

function prepare(file: DatabaseSync, text: string): Prepared {
  const statement = file.prepare(text);
  const names = statement.columns().map(({ name }) => name);
  // A row that node:sqlite makes an object of takes twice as long.
  statement.setReturnArrays(true);
  return {
    reader: names.length > 0,
    // As arrays, which the types don't know of.
    all: (values) => tagged(() => (statement.all(...values) as unknown as SQLOutputValue[][]).map(fieldsOf(names))),
    run: (values) => tagged(() => statement.run(...values)),
  };
}

function fieldsOf(names: readonly string[]) {
  return (values: readonly SQLOutputValue[]) => {
    const fields: Fields = {};
    for (const [index, name] of names.entries()) fields[name] = values[index] ?? null;
    return fields;
  };
}

function tagged<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new StorageError(error);
  }
}
