import { retryRefused, wantFiles } from '#store/blobs.ts';
import { readHeld } from '#store/replica.ts';
import type { Store } from '#store/store.ts';
import { hasUnsent, lockName } from './background.ts';
import { askForBackgroundSync } from './background-tag.ts';
import { connectionOf, networkOf } from './connection.ts';
import { listenForChanges } from './events.ts';
import { gatherCalls } from './gather.ts';
import { createSyncLoop, noteStatus } from './loop.ts';
import { createPresence, type Presence } from './presence.ts';
import { createTransport, type Fetch } from './transport.ts';

/** What a running sync needs of the browser. */
export type SyncDeps = {
  store: Store;
  token: string;
  origin: string;
  app: string;
  fetch: Fetch;
  locks: LockManager;
  random(): number;
  window: Window;
};

/** How long (ms) a write waits for the next one before the loop wakes: a form saved in parts goes in one push, typing in three a second. */
const writeDelay = { quiet: 150, most: 300 };

export type RunningSync = {
  /** The button: goes now, over any connection, and tries again what the server has refused. */
  syncNow(): void;
  /** Ends everything that could wake it, before a sign-out. */
  stop(): void;
  /** Who writes where just now. */
  readonly presence: Pick<Presence, 'tell' | 'listen'>;
};

/**
 * Starts the sync of one participant in this tab and connects everything that wakes it (S7): a write, opening,
 * becoming visible, the network's return, a server event, a timer, a button.
 */
export function startSync(deps: SyncDeps): RunningSync {
  const { store, window } = deps;
  const { document } = window;
  const transport = createTransport({ fetch: deps.fetch, origin: deps.origin, token: deps.token });
  const after = (milliseconds: number, callback: () => void) => {
    const timer = window.setTimeout(callback, milliseconds);
    return () => window.clearTimeout(timer);
  };
  const network = networkOf(window.navigator);
  const connection = () => connectionOf(network);
  const loop = createSyncLoop({
    store,
    transport,
    app: deps.app,
    random: deps.random,
    connection,
    after,
    async exclusively(work) {
      await deps.locks.request(lockName(store.context.participantId), work);
      void handOver();
    },
  });
  const askForWorker = () => askForBackgroundSync(window.navigator.serviceWorker);
  /** What a page in the background has left may have to be sent without it; one that is looked at tries again itself. */
  const handOver = async () => {
    if (document.visibilityState === 'visible') return;
    if (await hasUnsent(store, connection()).catch(() => false)) await askForWorker();
  };

  const listening = new AbortController();
  const on = { signal: listening.signal };
  const writes = gatherCalls(after, writeDelay, () => {
    loop.wake();
    // The page may be closed or killed in the middle of its round. The worker waits until that one is over.
    void askForWorker();
  });
  const stopWrites = store.onWrite(writes.call);
  window.addEventListener('online', loop.wake, on);
  network?.addEventListener('change', loop.wake, on);
  window.addEventListener('offline', () => void noteStatus(store, { reachable: false }), on);
  const { exchangeId, participantId } = store.context;
  // The part of an id that is made of chance.
  const page = store.newId().slice(-12);
  const isQuiet = () =>
    document.visibilityState !== 'visible' || !window.navigator.onLine || network?.saveData === true;
  const presence = createPresence({ transport, exchangeId, participantId, page, isQuiet, after });
  document.addEventListener('visibilitychange', presence.look, on);
  const look = () => (document.visibilityState === 'visible' ? loop.wake() : void handOver());
  document.addEventListener('visibilitychange', look, on);
  const listen = () =>
    listenForChanges({
      transport,
      exchangeId,
      page,
      onChanged: (event) => void loop.hear(event),
      onPresence: presence.hear,
      after,
      random: deps.random,
    });
  let stopEvents = listen();
  // A page that the browser keeps for “back” would keep its connection too, and six of them are all that there are.
  window.addEventListener('pagehide', () => stopEvents(), on);
  const comeBack = (event: PageTransitionEvent) => {
    if (!event.persisted) return;
    stopEvents = listen();
    loop.wake();
  };
  window.addEventListener('pageshow', comeBack, on);
  // What an older version could not read is tried once, before anything newer comes.
  void readHeld(store.db, store.context).catch(ignoreFailure).finally(loop.wake);
  const stop = () => {
    listening.abort();
    stopWrites();
    writes.cancel();
    stopEvents();
    loop.stop();
  };
  // Without the database there is nothing to sync: a newer version does it, or nobody is signed in any more (S11).
  const { troubles } = store.db;
  const stopForGood = () => troubles.current !== null && troubles.current !== 'blocked' && stop();
  troubles.listeners.add(stopForGood);
  stopForGood();
  return { syncNow: () => void askForAll(store).catch(ignoreFailure).finally(loop.wake), stop, presence };
}

/** The round that follows meets the same failure, and notes it down. */
function ignoreFailure(): void {}

async function askForAll({ db, context }: Store): Promise<void> {
  await retryRefused(db);
  await wantFiles(db, context.exchangeId);
}
