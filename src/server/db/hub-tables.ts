import type { Kysely } from 'kysely';

/** 5: what the Hub keeps over all exchanges; and devices by exchange, for the board's “last heard of”. */
export async function createHubTables({ schema }: Kysely<never>): Promise<void> {
  await schema
    .createTable('summaries')
    .addColumn('exchange_id', 'text', (column) => column.primaryKey())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('format', 'integer', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('templates')
    .addColumn('version', 'integer', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('saved_at', 'text', (column) => column.notNull())
    .addColumn('saved_by', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('devices_by_exchange').on('devices').columns(['exchange_id', 'participant_id']).execute();
}
