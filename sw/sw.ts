/// <reference lib="webworker" />

import { cleanupOutdatedCaches, PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { backgroundTag } from '#sync/background-tag.ts';
import type { NetworkInformation } from '#sync/connection.ts';
import { fetchLargePart, isLargePart } from './large-parts.ts';
import { isShare, takeShare } from './share-target.ts';
import { answerAboutShell } from './shell.ts';
import { dropOldStarts, keepStart, routePastWorker, startCacheOf } from './start-routes.ts';
import { dropOldWords, fetchWords, isWords, keepWords, keepWordsAgain, languageOf, wordsCache } from './words.ts';

/**
 * Keeps the app itself on the phone: every file of one build, or none of them. And sends what waits when the network
 * is back and no page is open, where the browser can wake it for that.
 *
 * Rows and photos live in IndexedDB, and answers of the API are never cached here, so a cache that the browser clears
 * costs a download and never any work.
 */
declare const self: ServiceWorkerGlobalScope & { navigator: { connection?: NetworkInformation } };

/** Background Synchronization (WICG), which TypeScript does not know. */
type SyncEvent = ExtendableEvent & { readonly tag: string };

const files = self.__WB_MANIFEST;
const urlOf = (file: (typeof files)[number]) => (typeof file === 'string' ? file : file.url);
const wordFiles = files.map(urlOf).filter(languageOf);
const shellFiles = files.filter((file) => !languageOf(urlOf(file)));
/** Each address of the app is this document, in the form that loads Today with it (vite.config.ts). */
const document = '/kept.html';
const shell = new PrecacheController();
shell.addToCacheList(shellFiles);
registerRoute(new PrecacheRoute(shell));
cleanupOutdatedCaches();

const cacheNames = {
  start: startCacheOf(shell.getCacheKeyForURL(document)),
  shell: shell.strategy.cacheName,
  words: wordsCache,
};
self.addEventListener('install', (event) => {
  const start = shell.install(event).then(async () => keepStart(cacheNames.start, await shell.matchPrecache(document)));
  const routes = routePastWorker(event, shell.getCachedURLs(), cacheNames);
  event.waitUntil(Promise.all([start, routes, keepWordsAgain(wordFiles)]));
});

registerRoute(isWords, fetchWords);
registerRoute(isLargePart, fetchLargePart);
registerRoute(isShare, takeShare, 'POST');

// The API answers for itself, and fails for itself when offline.
registerRoute(new NavigationRoute(shell.createHandlerBoundToURL(document), { denylist: [/^\/api(\/|$)/] }));

// Fonts of rarer scripts stay once they have come; their names change with their bytes, so none is ever out of date.
registerRoute(({ url }) => url.origin === self.location.origin && url.pathname.endsWith('.woff'), keptFont);

// The first visit has to be ready for the train too: without a claim, screens that were not opened yet
// would go to the network until the next start.
self.addEventListener('activate', (event) => {
  const cleared = [shell.activate(event), dropOldWords(wordFiles), dropOldStarts(cacheNames.start)];
  event.waitUntil(Promise.all([self.clients.claim(), ...cleared]));
});

// A new version waits until the person has agreed; see src/pwa-update.ts.
self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
  if (event.data?.type === 'KEEP_WORDS') event.waitUntil(keepWords(wordFiles, String(event.data.language)));
  if (['CHECK_SHELL', 'MEND_SHELL'].includes(event.data?.type))
    event.waitUntil(answerAboutShell(event, { shell, document, startCache: cacheNames.start, wordFiles }));
});

// The browser takes a promise that is broken for “try again later”.
self.addEventListener('sync', (event) => {
  // The tag tells that it is one.
  const sync = event as unknown as SyncEvent;
  if (sync.tag === backgroundTag) sync.waitUntil(syncNow());
});

async function keptFont({ request }: { request: Request }): Promise<Response> {
  const kept = await caches.open('carnet-fonts');
  const known = await kept.match(request);
  if (known) return known;
  const answer = await fetch(request);
  // A phone without room for it prints all the same.
  if (answer.ok) await kept.put(request, answer.clone()).catch(() => undefined);
  return answer;
}

/**
 * What speaks to the database stands in this same file, because a worker can fetch nothing more when there is no
 * network; but it is only run when it is needed, as each start of the app waits for this worker.
 */
async function syncNow(): Promise<void> {
  const [{ syncInBackground }, { connectionOf }] = await Promise.all([
    import('#sync/background.ts'),
    import('#sync/connection.ts'),
  ]);
  await syncInBackground({
    device: { now: Date.now, fillRandom: (bytes) => void crypto.getRandomValues(bytes) },
    origin: self.location.origin,
    app: __APP_VERSION__,
    fetch: (request) => fetch(request),
    locks: self.navigator.locks,
    random: Math.random,
    connection: () => connectionOf(self.navigator.connection),
    timeout: (ms) => AbortSignal.timeout(ms),
  });
}
