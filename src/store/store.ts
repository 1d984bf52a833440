import type { Table } from 'dexie';
import { CarnetError, type ErrorCode, type Rejection } from '#domain/errors.ts';
import { uuidV7 } from '#domain/ids.ts';
import type { MutationContext } from '#domain/mutation.ts';
import { type ArgsOf, type MutationName, runMutation } from '#domain/mutators.ts';
import { CarnetDb, freshReplica, type OutboxEntry } from './db.ts';
import { DexieTx } from './dexie-tx.ts';

/** The device's clock and randomness, passed in so that tests and the simulation bring their own. */
export type Device = {
  /** Milliseconds since the epoch. Never decides an order between devices (S5). */
  now(): number;
  /** Fills bytes with cryptographic randomness. */
  fillRandom(bytes: Uint8Array<ArrayBuffer>): void;
};

/** One participant's data on this device, opened on one exchange. */
export type Store = {
  readonly db: CarnetDb;
  readonly context: MutationContext;
  now(): number;
  /** The present instant as rows keep it (ISO 8601, UTC). */
  instant(): string;
  newId(): string;
  /**
   * Runs a named write and queues it for the server, in one durable transaction (S1).
   * @returns undefined once it is on the disk, or the rule that forbids it (then nothing has changed)
   * @throws  CarnetError `storage_full`, `storage_failed` or `app_outdated`: nothing was written, keep the form on the
   *          screen
   */
  mutate<N extends MutationName>(name: N, args: ArgsOf<N>): Promise<Rejection | undefined>;
  /** Several writes that belong together, all or none. */
  mutateAll(writes: readonly Write[]): Promise<Rejection | undefined>;
  /** Tells the listeners that something was queued. */
  announceWrite(): void;
  /** Calls back after each write of this tab has committed; returns the way to stop. */
  onWrite(listener: () => void): () => void;
};

/** A mutation's name with its args. */
export type Write = { [N in MutationName]: { name: N; args: ArgsOf<N> } }[MutationName];

export function openStore(
  context: MutationContext,
  device: Device,
  db: CarnetDb = new CarnetDb(context.participantId),
): Store {
  const listeners = new Set<() => void>();
  const newId = () => {
    const random = new Uint8Array(10);
    device.fillRandom(random);
    return uuidV7(device.now(), random);
  };

  function announceWrite(): void {
    for (const listener of listeners) listener();
  }

  async function mutateAll(writes: readonly Write[]): Promise<Rejection | undefined> {
    const queuedAt = device.now();
    const entries = writes.map(({ name, args }) => ({ id: newId(), name, args, queuedAt }));
    const rejection = await writeDurably(db, async () => {
      for (const entry of entries) await queueWrite(db, context, entry);
    });
    if (!rejection) announceWrite();
    return rejection;
  }

  return {
    db,
    context,
    now: device.now,
    instant: () => new Date(device.now()).toISOString(),
    newId,
    // The pair of name and args is one of Write's, which the compiler cannot follow through the generic.
    mutate: (name, args) => mutateAll([{ name, args } as Write]),
    mutateAll,
    announceWrite,
    onWrite(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

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
      throw error;
    }
  });
}

type NewEntry = Pick<OutboxEntry, 'id' | 'name' | 'args' | 'queuedAt'>;

/** One write inside a transaction over rows, shadows, outbox and replicas; throws `Rejected` when a rule forbids it. */
export async function queueWrite(db: CarnetDb, context: MutationContext, entry: NewEntry): Promise<void> {
  if ((await db.outbox.where({ id: entry.id }).count()) > 0) return;
  const rejection = await runMutation(new DexieTx(db, context.exchangeId), entry.name, entry.args, context);
  if (rejection) throw new Rejected(rejection);
  const replica = (await db.replicas.get(context.exchangeId)) ?? freshReplica(context.exchangeId);
  // After whatever the server has already counted: a restored phone knows that number from its first pull (S2).
  const seq = Math.max(replica.lastSeq, replica.ackedSeq) + 1;
  await db.outbox.add({ ...entry, exchangeId: context.exchangeId, seq, sentAt: null, heldAs: null });
  await db.replicas.put({ ...replica, lastSeq: seq });
}

/** What a transaction ends with when the browser has lost its connection to the database in the middle of it. */
const connectionLost: ReadonlySet<string> = new Set(['UnknownError', 'AbortError', 'DatabaseClosedError']);

/**
 * Opens the database anew and writes once more when the connection to it was lost (Safari drops it while the app is
 * put aside). Dexie does so itself when it notices before a transaction, and not in the middle of one.
 */
export async function reconnecting<T>(db: CarnetDb, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const isLost =
      error instanceof Error && connectionLost.has(error.name) && innerName(error) !== 'QuotaExceededError';
    // Let go of for another tab (trouble.ts), it is not to be opened again.
    if (!isLost || db.troubles.current !== null) throw error;
    db.close({ disableAutoOpen: false });
    return await write();
  }
}

/** Runs a write, and says what went wrong with the storage in Carnet's own codes. */
export async function durably<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    throw new CarnetError(storageCode(name, innerName(error)), String(error), { cause: error });
  }
}

/** What Dexie's error stands for, where it stands for one of the browser. */
function innerName(error: unknown): string {
  return error instanceof Error && 'inner' in error && error.inner instanceof Error ? error.inner.name : '';
}

function storageCode(name: string, inner: string): ErrorCode {
  if (name === 'QuotaExceededError' || inner === 'QuotaExceededError') return 'storage_full';
  // Closed, and not for a failure to open it: another tab has taken the database over (trouble.ts).
  if (name === 'DatabaseClosedError' && (inner === '' || inner === name)) return 'app_outdated';
  return 'storage_failed';
}
