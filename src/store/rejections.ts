import { type ErrorCode, type Rejection, reject } from '#domain/errors.ts';
import type { CarnetDb, OutboxEntry, StoredRejection } from './db.ts';
import { keepRejection } from './replica.ts';
import type { Store } from './store.ts';
import { queueWrite, writeDurably } from './write.ts';

/** The draft in which a refused write is corrected: never that of a form which somebody has begun on the same row. */
export function correctionKey(rejectionId: string): string {
  return `correction/${rejectionId}`;
}

/**
 * Queues a refused write anew, as it was typed or as it was corrected; in the same transaction it leaves
 * “Needs attention”, with the draft of its correction.
 *
 * @param writes what takes its place; none when the rows say by now what it was to say
 * @returns why it still can't be accepted here, or undefined when it waits for the server again
 * @throws  CarnetError like `mutate`
 */
export async function retryRejection(
  store: Store,
  { id, name, args }: Pick<StoredRejection, 'id' | 'name' | 'args'>,
  writes: readonly Pick<OutboxEntry, 'name' | 'args'>[] = [{ name, args }],
): Promise<Rejection | undefined> {
  const { db, context } = store;
  const queuedAt = store.now();
  const again = async () => {
    for (const write of writes)
      await queueWrite(db, context, { id: store.newId(), name: write.name, args: write.args, queuedAt });
    await forget(db, id);
  };
  const rejection = await writeDurably(db, again, db.rejections, db.drafts);
  if (!rejection) store.announceWrite();
  return rejection;
}

/** The person has dealt with a rejection: this removes what was typed, so it is asked for and never automatic. */
export async function discardRejection({ db }: Store, id: string): Promise<void> {
  await db.transaction('rw', [db.rejections, db.drafts], async () => forget(db, id));
}

async function forget(db: CarnetDb, id: string): Promise<void> {
  await db.rejections.delete(id);
  await db.drafts.delete(correctionKey(id));
}

/**
 * Refuses a write that can't even be sent, so that what is queued behind it can go on (S3): what was typed goes to
 * “Needs attention”, and an empty stub keeps its number, which the server then refuses in its turn.
 */
export async function refuseUnsendable({ db, now }: Store, entry: OutboxEntry, code: ErrorCode): Promise<void> {
  await db.transaction('rw', [db.outbox, db.rejections], async () => {
    await keepRejection(db, entry, reject(code), now());
    await db.outbox.put({ ...entry, args: null, sentAt: entry.sentAt ?? now() });
  });
}
