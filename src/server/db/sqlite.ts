import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import type { Storage } from '../storage.ts';
import { DirectAdapter } from './direct-adapter.ts';
import { migrate } from './migrations.ts';
import type { Database } from './schema.ts';
import { SqlStorage } from './sql-storage.ts';

/** Pages kept in memory, in KiB. SQLite's own 2 MB hold less than one busy exchange with its log and their indexes. */
const cacheSize = 64 * 1024;

/**
 * Pages in the write-ahead log before they are taken over into the database: 16 MB. SQLite's own 1,000 fill up in ten
 * commits of a busy server, each of which writes the same ends of the same trees again.
 */
const logPages = 4000;

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
  file.exec(`PRAGMA cache_size = -${cacheSize}; PRAGMA wal_autocheckpoint = ${logPages};`);
  const db = new Kysely<Database>({ dialect: new DirectDialect(file) });
  await migrate(db, 'sqlite', now().toISOString());
  return new SqlStorage('sqlite', db, now);
}

class DirectDialect extends SqliteDialect {
  readonly #adapter: DirectAdapter;

  constructor(file: DatabaseSync) {
    const adapter = new DirectAdapter(file);
    super({ database: toSqlite(file, adapter) });
    this.#adapter = adapter;
  }

  override createAdapter(): DirectAdapter {
    return this.#adapter;
  }
}

/** node:sqlite in the shape of better-sqlite3 that Kysely's dialect knows. */
function toSqlite(file: DatabaseSync, adapter: DirectAdapter): SqliteDatabase {
  return {
    close: () => file.close(),
    prepare(sql) {
      const { reader, all, run } = adapter.prepare(sql);
      return {
        reader,
        // Kysely hands on what our queries bind: text, numbers and null.
        all: (parameters) => all(parameters as SQLInputValue[]),
        run: (parameters) => run(parameters as SQLInputValue[]),
        iterate() {
          throw new Error('no query is streamed');
        },
      };
    },
  };
}
