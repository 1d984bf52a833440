import { type Rejection, reject } from '#domain/errors.ts';
import { isMutationName } from '#domain/mutators.ts';
import type { StoredRejection } from './db.ts';
import type { Store, Write } from './store.ts';

/**
 * Queues a refused write anew, as it was typed. Only once it is in the outbox does it leave “Needs attention”.
 * @returns why it still can't be accepted here, or undefined when it waits for the server again
 */
export async function retryRejection(
  store: Store,
  { id, name, args }: StoredRejection,
): Promise<Rejection | undefined> {
  if (!isMutationName(name)) return reject('unknown_mutation', name);
  // Whatever the args are, the mutation parses them before it does anything.
  const rejection = await store.mutateAll([{ name, args } as Write]);
  if (!rejection) await discardRejection(store, id);
  return rejection;
}

/** The person has dealt with a rejection: this removes what was typed, so it is asked for and never automatic. */
export async function discardRejection(store: Store, id: string): Promise<void> {
  await store.db.rejections.delete(id);
}
