import type { Kysely } from 'kysely';

/** 9: the record of the files whose time was over. It stays small, and so in one piece. */
export async function createRetentionTables({ schema }: Kysely<never>): Promise<void> {
  await schema
    .createTable('purged')
    .addColumn('exchange_id', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('size', 'bigint', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('purged_at', 'text', (column) => column.notNull())
    .addColumn('removed_at', 'text')
    .addPrimaryKeyConstraint('purged_key', ['exchange_id', 'hash'])
    .execute();
  await schema.createIndex('purged_unremoved').on('purged').columns(['removed_at', 'exchange_id', 'hash']).execute();
}
