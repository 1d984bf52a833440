/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

/**
 * Keeps the app itself on the phone: every file of one build, or none of them.
 *
 * What people write is not its business. Rows and photos live in IndexedDB, and answers of the API are
 * never cached here, so a cache that the browser clears costs a download and never any work.
 */
declare const self: ServiceWorkerGlobalScope;

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

// Each address of the app is the same document; the API answers for itself, and fails for itself when offline.
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api(\/|$)/] }));

// The first visit has to be ready for the train too: without a claim, screens that were not opened yet
// would go to the network until the next start.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// A new version waits until the person has agreed; see src/pwa-update.ts.
self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
});
