import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { backup, DatabaseSync } from 'node:sqlite';

/** More pages than any database has: all in one step, which a server that goes on writing can't make begin anew. */
const allPages = 2 ** 31 - 1;

/**
 * Copies a SQLite database while others write to it: the copy is of one moment, between two transactions. Uses
 * SQLite's online backup; readers and the writer (WAL) go on.
 *
 * @throws Error in words when there is no database at `from`
 */
export async function copySqlite(from: string, to: string): Promise<void> {
  if (!existsSync(from)) throw new Error(`There is no database ${from}.`);
  await removeSqlite(to);
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    source.exec('pragma busy_timeout = 10000');
    await backup(source, to, { rate: allPages });
  } finally {
    source.close();
  }
}

/** With what SQLite keeps beside it. */
export async function removeSqlite(path: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(path + suffix, { force: true });
}
