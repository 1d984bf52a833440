/** How often a screen that stays open asks for a new version, in ms. */
export const checkEvery = 60 * 60 * 1000;

/** What the browser gives to work with; a test passes its own. */
export interface UpdatablePage {
  workers: ServiceWorkerContainer;
  document: Document;
  setInterval(run: () => void, ms: number): unknown;
  reload(): void;
}

/**
 * Registers the service worker and reports a new version of the app once it is completely downloaded.
 *
 * Nothing changes on the screen before the person agrees: `apply` lets the new version take over, and then
 * every open tab starts anew, once, because the old version's files are gone from the cache.
 *
 * Written on the browser's own events: workbox-window stops listening after the first update that it did not
 * start itself, and on a train that one is often cut off half-way.
 *
 * @param onUpdateReady  shows the offer; called again for each further version
 * @param when  nothing is asked of the network before
 * @param page  left out in the app; null where nothing is to be registered
 */
export function watchForUpdate(
  onUpdateReady: (apply: () => void) => void,
  when: Promise<unknown>,
  page: UpdatablePage | null = currentPage(),
): void {
  if (page === null) return;
  reloadWhenReplaced(page);
  when
    .then(() => page.workers.register('/sw.js'))
    .then((registration) => {
      offerWaiting(page, registration, onUpdateReady);
      checkNowAndThen(page, registration);
    })
    .catch(ignoreOffline);
}

/** The very first worker does not replace anything: it takes over a page of its own version. */
function reloadWhenReplaced({ workers, reload }: UpdatablePage): void {
  let isControlled = workers.controller !== null;
  let isReloading = false;
  workers.addEventListener('controllerchange', () => {
    if (isControlled && !isReloading) {
      isReloading = true;
      reload();
    }
    isControlled = true;
  });
}

function offerWaiting(
  { workers }: UpdatablePage,
  registration: ServiceWorkerRegistration,
  onUpdateReady: (apply: () => void) => void,
): void {
  const offer = () => {
    if (registration.waiting === null || workers.controller === null) return;
    onUpdateReady(() => registration.waiting?.postMessage({ type: 'SKIP_WAITING' }));
  };
  const follow = (worker: ServiceWorker | null) => {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') offer();
    });
  };
  offer();
  follow(registration.installing);
  registration.addEventListener('updatefound', () => follow(registration.installing));
}

function checkNowAndThen({ document, setInterval }: UpdatablePage, registration: ServiceWorkerRegistration): void {
  const check = () => void registration.update().catch(ignoreOffline);
  setInterval(check, checkEvery);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') check();
  });
}

/** Without a network there is no new version to find; the next check comes by itself. */
function ignoreOffline(): void {}

/** The dev server has no service worker: a cached shell would hide what is being changed. */
function currentPage(): UpdatablePage | null {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return null;
  return {
    workers: navigator.serviceWorker,
    document,
    setInterval: (run, ms) => window.setInterval(run, ms),
    reload: () => location.reload(),
  };
}
