import { type Kysely, sql } from 'kysely';

/**
 * 10: what a pull reads lies in an index in the order in which it is read, so that a page costs what is in it, however
 * long the exchange and its log are. With the version alone in the index SQLite read all of the exchange's rows, to
 * have those of one version in the order of their ids; and what was refused was looked for in a device's whole log.
 */
export async function indexPulls({ schema }: Kysely<never>): Promise<void> {
  await schema.createIndex('rows_in_order').on('rows').columns(['exchange_id', 'version', 'kind', 'id']).execute();
  await schema.dropIndex('rows_by_version').execute();
  await schema
    .createIndex('mutations_refused')
    .on('mutations')
    .columns(['exchange_id', 'device_id', 'seq'])
    .where(sql.ref('code'), 'is not', null)
    .execute();
}
