import type { Store } from '#store/store.ts';
import { listenForChanges } from './events.ts';
import { createSyncLoop, noteStatus, type SyncLoop } from './loop.ts';
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

/**
 * Starts the sync of one participant in this tab and connects everything that wakes it (S7): a write, opening,
 * becoming visible, the network's return, a server event, a timer. The button wakes it through the loop that is returned.
 */
export function startSync(deps: SyncDeps): SyncLoop {
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

  let cancelWrite = () => {};
  store.onWrite(() => {
    cancelWrite();
    cancelWrite = after(writeDelay, loop.wake);
  });
  window.addEventListener('online', loop.wake);
  window.addEventListener('offline', () => void noteStatus(store, { reachable: false }));
  window.document.addEventListener('visibilitychange', () => {
    if (window.document.visibilityState === 'visible') loop.wake();
  });
  listenForChanges({
    transport,
    exchangeId: store.context.exchangeId,
    onChanged: loop.wake,
    after,
    random: deps.random,
  });
  loop.wake();
  return loop;
}
