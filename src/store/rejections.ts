import { type ErrorCode, type Rejection, reject } from '#domain/errors.ts';
import type { OutboxEntry, StoredRejection } from './db.ts';
import { keepRejection } from './replica.ts';
import { queueWrite, type Store, writeDurably } from './store.ts';

/**
 * Queues a refused write anew, as it was typed; in the same transaction it leaves “Needs attention”.
 * @returns why it still can't be accepted here, or undefined when it waits for the server again
 * @throws  CarnetError like `mutate`
 */
export async function retryRejection(
  store: Store,
  { id, name, args }: StoredRejection,
): Promise<Rejection | undefined> {
  const { db, context } = store;
  const again = async () => {
    await queueWrite(db, context, { id: store.newId(), name, args, queuedAt: store.now() });
    await db.rejections.delete(id);
  };
  const rejection = await writeDurably(db, again, db.rejections);
  if (!rejection) store.announceWrite();
  return rejection;
}

/** The person has dealt with a rejection: this removes what was typed, so it is asked for and never automatic. */
export async function discardRejection(store: Store, id: string): Promise<void> {
  await store.db.rejections.delete(id);
}

/**
 * Refuses a write that can't even be sent, so that what is queued behind it can go on (S3): what was typed goes to
 * “Needs attention”, and an empty stub keeps its number, which the server then refuses in its turn.
 */
export async function refuseUnsendable({ db, now }: Store, entry: OutboxEntry, code: ErrorCode): Promise<void> {
  await db.transaction('rw', [db.outbox, db.rejections], async () => {
    await keepRejection(db, entry, reject(code), now());
    await db.outbox.put({ ...entry, args: null });
  });
}
