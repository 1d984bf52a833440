import { type Kysely, sql } from 'kysely';

/**
 * 11: what belongs to an owner (the updates of a text, the receipts of an expense) lies in an index in the order in which
 * it is listed; without the id in it SQLite read all rows of the kind instead. Most rows have no owner and stay out of it.
 */
export async function indexOwned({ schema }: Kysely<never>): Promise<void> {
  await schema
    .createIndex('rows_of_owner')
    .on('rows')
    .columns(['exchange_id', 'kind', 'parent_id', 'id'])
    .where(sql.ref('parent_id'), 'is not', null)
    .execute();
  await schema.dropIndex('rows_by_parent').execute();
}
