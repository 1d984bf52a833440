import { type Kysely, sql } from 'kysely';
import type { Storage } from '../storage.ts';
import type { Database } from './schema.ts';

/** What no transaction of ours leaves behind; a damaged disk or a strange hand may. */
export async function findFaults(name: Storage['name'], db: Kysely<Database>): Promise<string[]> {
  const faults = [...(name === 'sqlite' ? await checkIntegrity(db) : []), ...(await findLateRows(db))];
  return [...faults, ...(await findUncounted(db))];
}

async function checkIntegrity(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  return rows.flatMap(({ integrity_check: words }) => (words === 'ok' ? [] : [`SQLite: ${words}`]));
}

/** S5: a row carries a version that its exchange has reached. */
async function findLateRows(db: Kysely<Database>): Promise<string[]> {
  const found = await db
    .selectFrom('rows')
    .leftJoin('exchanges', 'exchanges.id', 'rows.exchange_id')
    .select((row) => ['rows.exchange_id as id', row.fn.countAll<number>().as('count')])
    .where((row) =>
      row.or([row('exchanges.version', 'is', null), row('rows.version', '>', row.ref('exchanges.version').$notNull())]),
    )
    .groupBy('rows.exchange_id')
    .execute();
  return found.map(({ id, count }) => `exchange ${id}: ${count} rows are of a version that it has not reached`);
}

/** S2: no number of the log is beyond the last one that is kept of its device. */
async function findUncounted(db: Kysely<Database>): Promise<string[]> {
  const found = await db
    .selectFrom('mutations')
    .leftJoin('replicas', (join) =>
      join
        .onRef('replicas.exchange_id', '=', 'mutations.exchange_id')
        .onRef('replicas.device_id', '=', 'mutations.device_id'),
    )
    .select((row) => ['mutations.exchange_id as id', row.fn.countAll<number>().as('count')])
    .where((row) =>
      row.or([
        row('replicas.last_seq', 'is', null),
        row('mutations.seq', '>', row.ref('replicas.last_seq').$notNull()),
      ]),
    )
    .groupBy('mutations.exchange_id')
    .execute();
  return found.map(({ id, count }) => `exchange ${id}: ${count} writes in the log are not counted for their device`);
}
