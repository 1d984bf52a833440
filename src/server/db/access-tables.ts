import type { Kysely } from 'kysely';

/** Invitations that can be typed, listed, sent again and revoked; and whose a file is. */
export async function extendAccess({ schema }: Kysely<never>): Promise<void> {
  for (const column of ['code_hash', 'purpose', 'created_at', 'revoked_at'])
    await schema.alterTable('invitations').addColumn(column, 'text').execute();
  await schema.createIndex('invitations_by_code').on('invitations').column('code_hash').unique().execute();
  await schema
    .createIndex('invitations_by_participant')
    .on('invitations')
    .columns(['exchange_id', 'participant_id'])
    .execute();
  await schema.createIndex('devices_by_participant').on('devices').columns(['exchange_id', 'participant_id']).execute();
  await schema
    .createTable('accounts')
    .addColumn('participant_id', 'text', (column) => column.notNull())
    .addColumn('exchange_key', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('username', 'text', (column) => column.notNull())
    .addColumn('linked_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('accounts_key', ['exchange_key', 'participant_id'])
    .execute();
  await schema.createIndex('accounts_by_subject').on('accounts').column('subject').execute();
  await schema.alterTable('blobs').addColumn('created_by', 'text').execute();
}
