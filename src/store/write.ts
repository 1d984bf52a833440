import type { Table } from 'dexie';
import type { Rejection } from '#domain/errors.ts';
import type { MutationContext } from '#domain/mutation.ts';
import { runMutation } from '#domain/mutators.ts';
import { type CarnetDb, freshReplica, type OutboxEntry } from './db.ts';
import { DexieTx } from './dexie-tx.ts';
import { durably, reconnecting } from './durable.ts';

/** Leaves the transaction, undoing it: what it was to do has been done, before the connection was lost. */
class AlreadyQueued extends Error {}

/** Leaves the transaction, undoing it, with the rule that a write broke. */
class Rejected extends Error {
  readonly rejection: Rejection;

  constructor(rejection: Rejection) {
    super(rejection.code);
    this.rejection = rejection;
  }
}

/**
 * Runs `work`, with `queueWrite` in it, in one durable transaction.
 *
 * @param more tables that it writes to beside those of a queued write
 * @returns the rule that forbids the write; then all of it is undone
 * @throws  CarnetError `storage_full` or `storage_failed`
 */
export function writeDurably(
  db: CarnetDb,
  work: () => Promise<void>,
  ...more: Table[]
): Promise<Rejection | undefined> {
  const tables = [db.rows, db.shadows, db.outbox, db.replicas, ...more];
  return durably(async () => {
    try {
      // Dexie keeps a transaction across awaits only when the function it is given is itself async.
      await reconnecting(db, () => db.transaction('rw', tables, async () => work()));
      return undefined;
    } catch (error) {
      if (error instanceof Rejected) return error.rejection;
      if (error instanceof AlreadyQueued) return undefined;
      throw error;
    }
  });
}

type NewEntry = Pick<OutboxEntry, 'id' | 'name' | 'args' | 'queuedAt'>;

/**
 * One write inside a transaction over rows, shadows, outbox and replicas; throws `Rejected` when a rule forbids it.
 *
 * It is queued while it runs, so that both are one way to the database: what is thrown undoes the entry, too.
 */
export async function queueWrite(db: CarnetDb, context: MutationContext, entry: NewEntry): Promise<void> {
  const tx = new DexieTx(db, context.exchangeId);
  const [rejection] = await Promise.all([
    runMutation(tx, entry.name, entry.args, context),
    enqueue(db, context.exchangeId, entry),
  ]);
  if (rejection) throw new Rejected(rejection);
  await tx.written();
}

async function enqueue(db: CarnetDb, exchangeId: string, entry: NewEntry): Promise<void> {
  const replica = (await db.replicas.get(exchangeId)) ?? freshReplica(exchangeId);
  // After whatever the server has already counted: a restored phone knows that number from its first pull (S2).
  const seq = Math.max(replica.lastSeq, replica.ackedSeq) + 1;
  const queued: OutboxEntry = { ...entry, exchangeId, seq, sentAt: null, heldAs: null };
  const adding = db.outbox.add(queued).catch('ConstraintError', async (error) => {
    throw (await isQueued(db, entry)) ? new AlreadyQueued() : error;
  });
  await Promise.all([adding, db.replicas.put({ ...replica, lastSeq: seq })]);
}

/** Looked for only where the write meets itself: each look is a way to another process. */
async function isQueued(db: CarnetDb, { id }: NewEntry): Promise<boolean> {
  return (await db.outbox.where({ id }).count()) > 0;
}
