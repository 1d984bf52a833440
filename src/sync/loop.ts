import { codeOf, type ErrorCode } from '#domain/errors.ts';
import type { ChangedEvent } from '#domain/protocol.ts';
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
  /** Like `runNow` for an event of the server, unless what it tells of has come already: with the answer to a push. */
  hear(event: ChangedEvent): Promise<void>;
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
  /** The newest version that was told of and not looked at yet. */
  let told: number | undefined;

  function wake(): void {
    if (stopped) return;
    again = true;
    running ??= run().finally(() => {
      running = undefined;
      if (again) wake();
    });
  }

  async function runNow(): Promise<void> {
    wake();
    while (running) await running;
  }

  async function hear({ version, rows }: ChangedEvent): Promise<void> {
    if (!rows) return runNow();
    told = Math.max(told ?? 0, version);
    while (running) await running;
    const replica = await store.db.replicas.get(store.context.exchangeId).catch(() => undefined);
    const isNews = told !== undefined && told !== replica?.cursor;
    told = undefined;
    if (isNews) await runNow();
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
    runNow,
    hear,
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
    const left = await lookAround(store, connection());
    const areThere = await exchangeFiles(store, transport, left, mayGoOn);
    if (left.ratesSince !== undefined) await refreshRates(store, transport, left.ratesSince);
    return { error: null, complete: areThere && left.isSent, wait: 0 };
  } catch (error) {
    return { error: codeOf(error), complete: false, wait: error instanceof AskedToWait ? error.wait : 0 };
  }
}

/** @returns whether none is left */
async function exchangeFiles(
  store: Store,
  transport: Transport,
  { policy, hasFiles, hasCopies }: Left,
  mayGoOn: () => boolean,
): Promise<boolean> {
  const sent = !hasFiles || (await uploadBlobs(store, transport, policy, mayGoOn));
  const fetched = !hasFiles || (await downloadBlobs(store, transport, policy, mayGoOn));
  const kept = !(hasFiles || hasCopies) || (await exchangeCopies(store, transport));
  return sent && fetched && kept;
}

/** What a round has left to do once the rows are exchanged. */
type Left = {
  policy: FilePolicy;
  /** Some are to be sent or fetched. */
  hasFiles: boolean;
  /** There is something to tell or to ask about those that are where they belong. */
  hasCopies: boolean;
  /** No write waits: a server that was set up again is sent what it has lost. */
  isSent: boolean;
  /** The first day whose rates are to be asked for, if they are. */
  ratesSince: string | undefined;
};

/** All in one transaction: mostly there is nothing to do, and to find it out in several takes as long as a request. */
function lookAround(store: Store, connection: Connection): Promise<Left> {
  const { rows, blobs, wanted, settings, replicas, outbox } = store.db;
  return readTogether(store, [rows, blobs, wanted, settings, replicas, outbox], async () => {
    const policy = await readFilePolicy(store, connection);
    const [unsent, ratesSince, waiting, missing, copies] = await Promise.all([
      outboxOf(store.db, store.context.exchangeId).count(),
      firstDayToAskFor(store),
      waitingBlobs(store, policy),
      missingHashes(store, policy),
      copiesToTell(store),
    ]);
    const hasFiles = waiting.length + missing.length > 0;
    const hasCopies = copies.all || copies.have.length + copies.ask.length > 0;
    return { policy, hasFiles, hasCopies, isSent: unsent === 0, ratesSince };
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
