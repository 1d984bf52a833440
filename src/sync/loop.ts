import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { outboxOf, type SyncStatus } from '#store/db.ts';
import { readTogether } from '#store/queries/rows.ts';
import type { Store } from '#store/store.ts';
import { downloadBlobs, missingHashes, uploadBlobs, waitingBlobs } from './blobs.ts';
import { type Connection, type FilePolicy, readFilePolicy } from './connection.ts';
import { copiesToTell, exchangeCopies } from './copies.ts';
import { pullChanges } from './pull.ts';
import { pushOutbox } from './push.ts';
import { firstDayToAskFor, refreshRates } from './rates.ts';
import { AskedToWait, type Transport } from './transport.ts';

export type LoopDeps = {
  store: Store;
  transport: Transport;
  app: string;
  /** Runs `work` while no other tab or worker of this device does (S7). Held across requests on purpose: no writer ever waits for it. */
  exclusively(work: () => Promise<void>): Promise<void>;
  /** Calls back after some milliseconds; returns the way to cancel. */
  after(milliseconds: number, callback: () => void): () => void;
  /** 0 ≤ x < 1, for the jitter. */
  random(): number;
  /** What the browser tells of the connection, for the photos. */
  connection(): Connection;
};

export type SyncLoop = {
  /** Something may have to be sent or fetched: go now, or once more when a round is under way. */
  wake(): void;
  /** Like `wake`, and resolves when the loop has come to rest. */
  runNow(): Promise<void>;
  stop(): void;
};

const maxDelay = 5 * 60_000;

/**
 * The one loop that exchanges everything with the server (S7). It reads and writes the store only;
 * the screens learn of it through the `status` row.
 */
export function createSyncLoop(deps: LoopDeps): SyncLoop {
  const { store, after } = deps;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let tries = 0;
  let cancelTimer = () => {};

  function wake(): void {
    if (stopped) return;
    again = true;
    running ??= run().finally(() => {
      running = undefined;
      if (again) wake();
    });
  }

  async function run(): Promise<void> {
    cancelTimer();
    try {
      await deps.exclusively(turn);
    } catch {
      // The device's own database or locks failed: nothing could be noted down, and trying at once would only spin.
      planNext({ error: 'storage_failed', complete: false, wait: 0 });
    }
  }

  async function turn(): Promise<void> {
    // Stopped while another tab had the lock: after a sign-out there is nothing left to write to.
    if (stopped) return;
    const noted = noteStatus(store, { working: true });
    // Waited for below, whatever becomes of it.
    noted.catch(() => {});
    const outcome = await rounds();
    await noted;
    await noteStatus(store, statusAfter(outcome.error, store.now()));
    planNext(outcome);
  }

  async function rounds(): Promise<RoundOutcome> {
    let outcome: RoundOutcome = { error: null, complete: false, wait: 0 };
    while (again && !stopped) {
      again = false;
      outcome = await round(deps, () => !again && !stopped);
      if (outcome.error !== null) break;
    }
    return outcome;
  }

  /** Sooner when something is left to do, and after five minutes in any case: an event may have got lost. */
  function planNext({ error, complete, wait }: RoundOutcome): void {
    tries = complete ? 0 : tries + 1;
    if (error !== null) again = false;
    const delay = complete ? maxDelay : Math.max(backoff(tries, deps.random()), Math.min(wait, maxDelay));
    if (!stopped) cancelTimer = after(delay, wake);
  }

  return {
    wake,
    async runNow() {
      wake();
      while (running) await running;
    },
    stop() {
      stopped = true;
      cancelTimer();
    },
  };
}

/** 2ⁿ seconds with ±25 % jitter, 5 minutes at most (S7). */
export function backoff(tries: number, random: number): number {
  return Math.min(1000 * 2 ** Math.min(tries, 12), maxDelay) * (0.75 + random / 2);
}

type RoundOutcome = {
  error: ErrorCode | null;
  complete: boolean;
  /** How long (ms) the server asks to be left alone. */
  wait: number;
};

/** Small first (S10): writes, then what changed, then the photos. */
async function round({ store, transport, app, connection }: LoopDeps, mayGoOn: () => boolean): Promise<RoundOutcome> {
  try {
    const isCurrent = await pushOutbox(store, transport, app);
    if (!isCurrent) await pullChanges(store, transport, app);
    const side = Promise.all([
      // A server that was set up again is sent what it has lost.
      outboxOf(store.db, store.context.exchangeId).count(),
      firstDayToAskFor(store),
    ]);
    // Waited for below, or of no weight beside what has gone wrong by then.
    side.catch(() => {});
    const areThere = await exchangeFiles({ store, transport, connection }, mayGoOn);
    const [waiting, since] = await side;
    if (since !== undefined) await refreshRates(store, transport, since);
    return { error: null, complete: areThere && waiting === 0, wait: 0 };
  } catch (error) {
    return { error: codeOf(error), complete: false, wait: error instanceof AskedToWait ? error.wait : 0 };
  }
}

async function exchangeFiles(
  { store, transport, connection }: Pick<LoopDeps, 'store' | 'transport' | 'connection'>,
  mayGoOn: () => boolean,
): Promise<boolean> {
  const { policy, isIdle } = await lookAtFiles(store, connection());
  if (isIdle) return true;
  const sent = await uploadBlobs(store, transport, policy, mayGoOn);
  const fetched = await downloadBlobs(store, transport, policy, mayGoOn);
  const kept = await exchangeCopies(store, transport);
  return sent && fetched && kept;
}

/** All in one transaction: mostly there is nothing to do, and to find it out in several takes as long as a request. */
function lookAtFiles(store: Store, connection: Connection): Promise<{ policy: FilePolicy; isIdle: boolean }> {
  const { rows, blobs, wanted, settings, replicas } = store.db;
  return readTogether(store, [rows, blobs, wanted, settings, replicas], async () => {
    const policy = await readFilePolicy(store, connection);
    const [waiting, missing, copies] = await Promise.all([
      waitingBlobs(store, policy),
      missingHashes(store, policy),
      copiesToTell(store),
    ]);
    const isIdle = waiting.length + missing.length + copies.have.length + copies.ask.length === 0 && !copies.all;
    return { policy, isIdle };
  });
}

function statusAfter(error: ErrorCode | null, now: number): Partial<SyncStatus> {
  if (error === null) return { working: false, reachable: true, error: null, syncedAt: now };
  return { working: false, reachable: error !== 'offline' && error !== 'not_carnet', error };
}

/** Writes what the loop found out where the screens look for it. */
export async function noteStatus({ db }: Store, change: Partial<SyncStatus>): Promise<void> {
  await db.transaction('rw', db.status, async () => {
    const status = (await db.status.get('sync')) ?? {
      key: 'sync',
      reachable: true,
      working: false,
      syncedAt: null,
      error: null,
    };
    await db.status.put({ ...status, ...change });
  });
}
