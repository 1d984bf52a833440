import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { type Storage, StorageError } from '../storage.ts';
import { migrate } from './migrations.ts';
import type { Database } from './schema.ts';
import { SqlStorage } from './sql-storage.ts';

/** Connections per server process; PostgreSQL's own default of 100 then serves several processes. */
const maxConnections = 10;

/** OID of bigint: versions and numbers stay far below 2⁵³, and pg would give them as text. */
const bigint = 20;

/** Any number that no other program of this database is likely to lock. */
const migrationLock = 4_202_611;

/**
 * Opens (and migrates) a PostgreSQL database; several servers may do so at once.
 *
 * @param url such as `postgres://carnet:secret@db.example/carnet`
 */
export async function openPostgresStorage(url: string, now: () => Date = () => new Date()): Promise<Storage> {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 10_000,
    application_name: 'carnet',
    types: { getTypeParser: (oid) => (oid === bigint ? Number : pg.types.getTypeParser(oid)) },
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  // The pool listens to the idle ones only; one that breaks between two queries of a transaction fails the next query.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: tagErrors(pool) }) });
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${sql.lit(migrationLock)})`.execute(connection);
    try {
      await migrate(connection, 'postgres', now().toISOString());
    } finally {
      await sql`select pg_advisory_unlock(${sql.lit(migrationLock)})`.execute(connection);
    }
  });
  return new SqlStorage('postgres', db, now);
}

/** The same pool, whose failures are StorageErrors. */
function tagErrors(pool: pg.Pool): pg.Pool {
  const tagged: pg.Pool = Object.create(pool);
  return Object.assign(tagged, {
    connect: async () => tagClient(await pool.connect().catch(fail)),
    // On the pool itself: it notes there that it ends, and looks for that when a busy connection comes back.
    end: () => pool.end(),
  });
}

function tagClient(client: pg.PoolClient): pg.PoolClient {
  const tagged: pg.PoolClient = Object.create(client);
  const query = (text: string, values: unknown[]) => client.query(text, values).catch(fail);
  return Object.assign(tagged, { query });
}

function fail(error: unknown): never {
  throw new StorageError(error);
}
