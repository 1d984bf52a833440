import { type Kysely, sql } from 'kysely';
import type { Storage } from '../storage.ts';
import { extendAccess } from './access-tables.ts';
import { createHubTables } from './hub-tables.ts';
import { indexMutationIds } from './mutation-index.ts';
import { indexOwned } from './owner-index.ts';
import { indexPulls } from './pull-indexes.ts';
import { createRetentionTables } from './retention-tables.ts';
import type { Database } from './schema.ts';

type Dialect = Storage['name'];
type Migration = (db: Kysely<never>, dialect: Dialect) => Promise<void>;

/**
 * Forward-only: a migration that was released is never edited, a new one is appended. Its place in the
 * list is its number. A migration sees no table types, since those of today are not those of its day.
 */
const migrations: readonly Migration[] = [
  createTables,
  indexHistory,
  createRates,
  extendAccess,
  createHubTables,
  createCalendars,
  partitionByExchange,
  nameVersions,
  createRetentionTables,
  indexPulls,
  indexOwned,
  indexMutationIds,
];

/**
 * Brings the database to the current schema, each migration in a transaction of its own.
 * @param until the number of the last migration; a test of one begins at the one before
 * @throws when a newer Carnet has written this database: it may hold what this one would lose
 */
export async function migrate(
  db: Kysely<Database>,
  dialect: Dialect,
  now: string,
  until: number = migrations.length,
): Promise<void> {
  await db.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('applied_at', 'text', (column) => column.notNull())
    .execute();
  const applied = await db.selectFrom('migrations').select('id').execute();
  if (applied.length > migrations.length) throw new Error('the database was written by a newer version of Carnet');
  for (const [index, run] of migrations.slice(0, until).entries()) {
    if (index < applied.length) continue;
    await db.transaction().execute(async (trx) => {
      // The same connection, without the types of today's tables.
      await run(trx as unknown as Kysely<never>, dialect);
      await trx
        .insertInto('migrations')
        .values({ id: index + 1, applied_at: now })
        .execute();
    });
  }
}

/** 1: one exchange is one shard, so on PostgreSQL the large tables are partitioned by it. */
async function createTables(db: Kysely<never>, dialect: Dialect): Promise<void> {
  const { schema } = db;
  const byExchange = dialect === 'postgres' ? sql`partition by hash (exchange_id)` : sql``;
  await schema
    .createTable('exchanges')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('rows')
    .addColumn('exchange_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('parent_id', 'text')
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('value', 'text')
    .addPrimaryKeyConstraint('rows_key', ['exchange_id', 'kind', 'id'])
    .modifyEnd(byExchange)
    .execute();
  await schema.createIndex('rows_by_version').on('rows').columns(['exchange_id', 'version']).execute();
  await schema.createIndex('rows_by_parent').on('rows').columns(['exchange_id', 'kind', 'parent_id']).execute();
  await schema
    .createTable('replicas')
    .addColumn('device_id', 'text', (column) => column.notNull())
    .addColumn('exchange_id', 'text', (column) => column.notNull())
    .addColumn('last_seq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('replicas_key', ['device_id', 'exchange_id'])
    .execute();
  await schema
    .createTable('mutations')
    .addColumn('exchange_id', 'text', (column) => column.notNull())
    .addColumn('device_id', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('mutation_id', 'text', (column) => column.notNull())
    .addColumn('participant_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('args', 'text', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('code', 'text')
    .addColumn('detail', 'text')
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('mutations_key', ['device_id', 'exchange_id', 'seq'])
    .modifyEnd(byExchange)
    .execute();
  if (dialect === 'postgres') await makePartitions(db, ['rows', 'mutations']);
  await schema
    .createIndex('mutations_by_id')
    .on('mutations')
    .columns(['device_id', 'exchange_id', 'mutation_id'])
    .execute();
  await createSignInTables(db);
  await createFileTables(db);
}

/** Enough to spread over disks or shards later; a table of one partition can't be split without a rewrite. */
const partitions = 16;

async function makePartitions(db: Kysely<never>, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    for (let part = 0; part < partitions; part += 1) {
      const bounds = sql`with (modulus ${sql.lit(partitions)}, remainder ${sql.lit(part)})`;
      const name = sql.table(`${table}_${part}`);
      await sql`create table ${name} partition of ${sql.table(table)} for values ${bounds}`.execute(db);
    }
  }
}

async function createSignInTables({ schema }: Kysely<never>): Promise<void> {
  await schema
    .createTable('devices')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('participant_id', 'text', (column) => column.notNull())
    .addColumn('exchange_id', 'text')
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('last_seen_at', 'text', (column) => column.notNull())
    .addColumn('revoked_at', 'text')
    .execute();
  await schema
    .createTable('invitations')
    .addColumn('secret_hash', 'text', (column) => column.primaryKey())
    .addColumn('participant_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('exchange_id', 'text')
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('used_by_device', 'text')
    .addColumn('used_at', 'text')
    .execute();
}

async function createFileTables({ schema }: Kysely<never>): Promise<void> {
  await schema
    .createTable('uploads')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('exchange_id', 'text', (column) => column.notNull())
    .addColumn('device_id', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('size', 'bigint', (column) => column.notNull())
    .addColumn('received', 'bigint', (column) => column.notNull())
    .addColumn('pieces', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('uploads_by_age').on('uploads').column('created_at').execute();
  await schema
    .createTable('blobs')
    .addColumn('exchange_id', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('size', 'bigint', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('blobs_key', ['exchange_id', 'hash'])
    .execute();
}

/** 2: the log by version and by participant, and which phones hold a file. */
async function indexHistory({ schema }: Kysely<never>): Promise<void> {
  await schema.dropIndex('mutations_by_id').execute();
  await schema
    .createIndex('mutations_by_author')
    .on('mutations')
    .columns(['exchange_id', 'participant_id', 'mutation_id'])
    .execute();
  await schema.createIndex('mutations_by_version').on('mutations').columns(['exchange_id', 'version']).execute();
  await schema
    .createTable('copies')
    .addColumn('exchange_id', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('participant_id', 'text', (column) => column.notNull())
    .addColumn('stored_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('copies_key', ['exchange_id', 'hash', 'participant_id'])
    .execute();
}

/** 3: what the banks have published. */
async function createRates({ schema }: Kysely<never>): Promise<void> {
  await schema
    .createTable('rates')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('from_currency', 'text', (column) => column.notNull())
    .addColumn('to_currency', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('rates_key', ['source', 'from_currency', 'to_currency', 'day'])
    .execute();
  await schema.createIndex('rates_by_day').on('rates').column('day').execute();
}

/** The addresses of calendars, with the hashes of their secrets. */
async function createCalendars({ schema }: Kysely<never>): Promise<void> {
  await schema
    .createTable('calendars')
    .addColumn('exchange_id', 'text', (column) => column.notNull())
    .addColumn('participant_id', 'text', (column) => column.notNull())
    .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('calendars_key', ['exchange_id', 'participant_id'])
    .execute();
}

/**
 * 7: the tables that still were in one piece are partitioned on PostgreSQL, but for what is short-lived or one row per
 * exchange; and a pull finds its exchange's devices by an index.
 */
async function partitionByExchange(db: Kysely<never>, dialect: Dialect): Promise<void> {
  if (dialect === 'sqlite') {
    await db.schema.createIndex('replicas_by_exchange').on('replicas').columns(['exchange_id', 'device_id']).execute();
    return;
  }
  for (const [name, key] of Object.entries(keys)) {
    const table = sql.table(name);
    const whole = sql.table(`${name}_whole`);
    // Names of keys are the schema's own: the new one takes over the old one's.
    await sql`alter table ${table} rename to ${whole}`.execute(db);
    await sql`alter table ${whole} rename constraint ${sql.ref(`${name}_key`)} to ${sql.ref(`${name}_whole_key`)}`.execute(
      db,
    );
    await sql`create table ${table} (like ${whole}) partition by hash (exchange_id)`.execute(db);
    await makePartitions(db, [name]);
    await sql`insert into ${table} select * from ${whole}`.execute(db);
    await sql`alter table ${table} add constraint ${sql.ref(`${name}_key`)} primary key (${sql.raw(key)})`.execute(db);
    await sql`drop table ${whole}`.execute(db);
  }
}

/** The exchange first: all of an exchange's rows lie side by side in an index. */
const keys: Readonly<Record<string, string>> = {
  replicas: 'exchange_id, device_id',
  blobs: 'exchange_id, hash',
  copies: 'exchange_id, hash, participant_id',
};

/** 8: what tells a version from one of the same number in another history. */
async function nameVersions({ schema }: Kysely<never>): Promise<void> {
  await schema.alterTable('mutations').addColumn('version_id', 'text').execute();
}
