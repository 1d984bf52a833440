import type { DatabaseSync } from 'node:sqlite';
import type pg from 'pg';

/** A table as both databases know it. */
export type Table = { readonly name: string; readonly columns: readonly string[] };

/** Says which migrations have run, and is filled by them. */
const ownTables = new Set(['migrations']);

/** All tables that a Carnet of this version keeps anything in, in a database that it has migrated. */
export function tablesOf(database: DatabaseSync): Table[] {
  const names = database.prepare(`select name from sqlite_master where type = 'table' order by name`).all();
  return names.flatMap(({ name }) => {
    if (typeof name !== 'string' || name.startsWith('sqlite_') || ownTables.has(name)) return [];
    const columns = database.prepare(`select name from pragma_table_info(?)`).all(name);
    return [{ name, columns: columns.map((column) => String(column.name)) }];
  });
}

/**
 * Both databases are at the same migration, and so have the same tables: a column that one of them lacks would be lost
 * silently.
 * @throws Error in words
 */
export async function assertSameTables(client: pg.Client, database: DatabaseSync): Promise<void> {
  const expected = migrationsOf(database);
  const { rows } = await client.query<{ count: number }>('select count(*)::int as count from migrations');
  if (rows[0]?.count !== expected)
    throw new Error(
      'The PostgreSQL database is of another version of Carnet. Start this version on it once, then try again.',
    );
  for (const { name, columns } of tablesOf(database)) {
    const found = await client.query<{ column_name: string }>(
      'select column_name from information_schema.columns where table_schema = current_schema() and table_name = $1',
      [name],
    );
    const there = found.rows.map(({ column_name }) => column_name).sort();
    if (there.join() !== [...columns].sort().join())
      throw new Error(`The table ${name} differs between the databases.`);
  }
}

function migrationsOf(database: DatabaseSync): number {
  return Number(database.prepare('select count(*) as count from migrations').get()?.count);
}
