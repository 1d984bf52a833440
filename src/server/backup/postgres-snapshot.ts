import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import pg from 'pg';
import { openPostgresStorage } from '../db/postgres.ts';
import { openSqliteStorage } from '../db/sqlite.ts';
import { removeSqlite } from './sqlite-snapshot.ts';
import { assertSameTables, type Table, tablesOf } from './tables.ts';

/** Rows that are read at once; one of them is below a megabyte. */
const pageRows = 200;
/** Characters that are sent at once. */
const pageLength = 4_000_000;

/**
 * Writes a PostgreSQL database into a new SQLite file of the same content, from one repeatable-read transaction: one
 * moment, while the servers go on.
 *
 * @throws Error in words when the database is of another version
 */
export async function copyFromPostgres(url: string, to: string): Promise<void> {
  await removeSqlite(to);
  await (await openSqliteStorage(to)).close();
  const target = new DatabaseSync(to);
  const client = new pg.Client({ connectionString: url, application_name: 'carnet backup' });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await assertSameTables(client, target);
    target.exec('begin');
    for (const table of tablesOf(target)) await copyTableFrom(client, table, target);
    target.exec('commit');
    await client.query('commit');
  } finally {
    await client.end();
    target.close();
  }
}

async function copyTableFrom(client: pg.Client, { name, columns }: Table, target: DatabaseSync): Promise<void> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  const insert = target.prepare(`insert into "${name}" (${list}) values (${columns.map(() => '?').join(', ')})`);
  await client.query(`declare every_row no scroll cursor for select ${list} from "${name}"`);
  for (;;) {
    const { rows } = await client.query<Record<string, unknown>>(`fetch ${pageRows} from every_row`);
    for (const row of rows) insert.run(...columns.map((column) => toSqlite(row[column])));
    if (rows.length < pageRows) break;
  }
  await client.query('close every_row');
}

/** pg gives text, whole numbers (a bigint as text, which the column's affinity turns back), booleans and null. */
function toSqlite(value: unknown): SQLInputValue {
  return typeof value === 'boolean' ? Number(value) : (value as SQLInputValue);
}

/**
 * Fills an empty PostgreSQL database from a SQLite file that this version has migrated; all of it or nothing.
 * @throws Error in words when the database holds anything already
 */
export async function copyToPostgres(from: string, url: string): Promise<void> {
  await (await openPostgresStorage(url)).close();
  const source = new DatabaseSync(from, { readOnly: true });
  const client = new pg.Client({ connectionString: url, application_name: 'carnet restore' });
  await client.connect();
  try {
    await client.query('begin');
    await assertSameTables(client, source);
    const tables = tablesOf(source);
    for (const table of tables) await assertEmpty(client, table);
    for (const table of tables) await copyTableTo(source, table, client);
    await client.query('commit');
  } finally {
    await client.end();
    source.close();
  }
}

async function assertEmpty(client: pg.Client, { name }: Table): Promise<void> {
  // A server that starts meanwhile waits until all is here.
  await client.query(`lock table "${name}" in share row exclusive mode`);
  const { rowCount } = await client.query(`select 1 from "${name}" limit 1`);
  if (rowCount !== 0)
    throw new Error('The PostgreSQL database is in use already, and was left as it is. Choose an empty one.');
}

async function copyTableTo(source: DatabaseSync, { name }: Table, client: pg.Client): Promise<void> {
  // The set has the columns of the table in its order.
  const text = `insert into "${name}" select * from json_populate_recordset(null::"${name}", $1)`;
  let page: string[] = [];
  let length = 0;
  const send = async () => {
    if (page.length > 0) await client.query(text, [`[${page.join(',')}]`]);
    page = [];
    length = 0;
  };
  for (const row of source.prepare(`select * from "${name}"`).iterate()) {
    const json = JSON.stringify(row);
    page.push(json);
    length += json.length;
    if (length > pageLength) await send();
  }
  await send();
}
