import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import { type Storage, StorageError } from '../storage.ts';
import { migrate } from './migrations.ts';
import type { Database } from './schema.ts';
import { SqlStorage } from './sql-storage.ts';

/** Distinct statements kept prepared; the server has fewer. */
const maxStatements = 200;

/** Pages kept in memory, in KiB. SQLite's own 2 MB hold less than one busy exchange with its log and their indexes. */
const cacheSize = 64 * 1024;

/**
 * Opens (and makes, and migrates) a SQLite database. WAL lets a backup read while we write;
 * synchronous=FULL makes every commit survive a power cut, which WAL alone does not promise.
 *
 * @param path a file, or `:memory:`
 */
export async function openSqliteStorage(path: string, now: () => Date = () => new Date()): Promise<Storage> {
  const file = new DatabaseSync(path);
  file.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;',
  );
  file.exec(`PRAGMA cache_size = -${cacheSize};`);
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: adapt(file) }) });
  await migrate(db, 'sqlite', now().toISOString());
  return new SqlStorage('sqlite', db, now);
}

/** A statement, and whether it gives rows: asked once, for it costs as much as running one. */
type Prepared = { readonly statement: StatementSync; readonly reader: boolean };

/** node:sqlite in the shape of better-sqlite3 that Kysely's dialect knows. Its failures become StorageErrors. */
function adapt(file: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, Prepared>();
  const prepare = (sql: string) => {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = file.prepare(sql);
    const fresh = { statement, reader: statement.columns().length > 0 };
    if (prepared.size < maxStatements) prepared.set(sql, fresh);
    return fresh;
  };
  return {
    close: () => file.close(),
    prepare(sql) {
      const { statement, reader } = tagged(() => prepare(sql));
      return {
        reader,
        // Kysely hands on what our queries bind: text, numbers and null.
        all: (parameters) => tagged(() => statement.all(...(parameters as SQLInputValue[]))),
        run: (parameters) => tagged(() => statement.run(...(parameters as SQLInputValue[]))),
        iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
      };
    },
  };
}

function tagged<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new StorageError(error);
  }
}
