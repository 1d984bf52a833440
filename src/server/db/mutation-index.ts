import type { Kysely } from 'kysely';

/**
 * 12: what became of a mutation is found by its id, which begins with the time of its making. So new ones lie at the end
 * of the index, whosever they are, and a push changes one page of it; behind exchange and person they lay in its middle,
 * where each push moved what stood in four pages.
 */
export async function indexMutationIds({ schema }: Kysely<never>): Promise<void> {
  await schema.createIndex('mutations_by_id').on('mutations').columns(['mutation_id', 'exchange_id']).execute();
  await schema.dropIndex('mutations_by_author').execute();
}
