import { retryRefused } from '#store/blobs.ts';
import { readHeld } from '#store/replica.ts';
import type { Store } from '#store/store.ts';
import { listenForChanges } from './events.ts';
import { createSyncLoop, noteStatus } from './loop.ts';
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

/** How long a write waits for the next one before the loop wakes: a form saved in parts goes in one push. */
const writeDelay = 150;

export type RunningSync = {
  /** The button: goes now, and tries again what the server has refused. */
  syncNow(): void;
  /** Ends everything that could wake it, before a sign-out. */
  stop(): void;
};

/**
 * Starts the sync of one participant in this tab and connects everything that wakes it (S7): a write, opening,
 * becoming visible, the network's return, a server event, a timer, a button.
 */
export function startSync(deps: SyncDeps): RunningSync {
  const { store, window } = deps;
  const transport = createTransport({ fetch: deps.fetch, origin: deps.origin, token: deps.token });
  const after = (milliseconds: number, callback: () => void) => {
    const timer = window.setTimeout(callback, milliseconds);
    return () => window.clearTimeout(timer);
  };
  const loop = createSyncLoop({
    store,
    transport,
    app: deps.app,
    random: deps.random,
    after,
    exclusively: (work) => deps.locks.request(`carnet-sync-${store.context.participantId}`, work),
  });

  const listening = new AbortController();
  const on = { signal: listening.signal };
  let cancelWrite = () => {};
  const stopWrites = store.onWrite(() => {
    cancelWrite();
    cancelWrite = after(writeDelay, loop.wake);
  });
  window.addEventListener('online', loop.wake, on);
  window.addEventListener('offline', () => void noteStatus(store, { reachable: false }), on);
  const { document } = window;
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && loop.wake(), on);
  const { exchangeId } = store.context;
  const listen = () => listenForChanges({ transport, exchangeId, onChanged: loop.wake, after, random: deps.random });
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
  void readHeld(store.db, store.context).finally(loop.wake);
  return {
    syncNow: () => void retryRefused(store.db).finally(loop.wake),
    stop() {
      listening.abort();
      stopWrites();
      cancelWrite();
      stopEvents();
      loop.stop();
    },
  };
}
