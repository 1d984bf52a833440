/**
 * What the browser takes from the caches, or asks of the server, by itself (Static Routing, Chromium since 123): neither the
 * first screen nor a sync waits until this worker runs, and one that is to make room for its successor is not started
 * again by them. Other browsers, and all other addresses, ask the worker.
 *
 * A route finds only what lies under the very address that is asked for, so the document lies once more under that of
 * Today, in a cache of its build: the worker of the build before goes on finding its own, until this one takes over.
 * Where a cache was cleared the browser asks the network, as the worker would.
 */
type Route = { readonly condition: object; readonly source: 'network' | { readonly cacheName: string } };
/** TypeScript does not know what a browser may have here. */
type RoutingEvent = ExtendableEvent & { addRoutes?(routes: readonly Route[]): Promise<void> };

/** `start_url` of the manifest in vite.config.ts. */
const start = '/today';
/** The parts of the app; what else is kept lies under an address with its revision. */
const parts = /^\/assets\/.*-[\w-]{8}\.(js|css)$/;

const prefix = 'carnet-start ';

/** The cache for the document of a build. @param key under which the build's other files have it */
export const startCacheOf = (key: string | undefined): string => prefix + key;

/** The caches in which things lie, by their names. */
type Names = { readonly start: string; readonly shell: string; readonly words: string };

/** Has to be called while the event is on its way. @param urls the files of the build */
export async function routePastWorker(event: RoutingEvent, urls: readonly string[], names: Names): Promise<void> {
  const paths = urls.map((url) => new URL(url).pathname).filter((path) => parts.test(path));
  const route = (cacheName: string, urlPattern: object, condition = {}): Route => {
    return { condition: { urlPattern, ...condition }, source: { cacheName } };
  };
  const routes: Route[] = [
    // As sw.ts leaves it alone.
    { condition: { urlPattern: { pathname: '/api/*' } }, source: 'network' },
    route(names.start, { pathname: start, search: '' }, { requestMode: 'navigate' }),
    route(names.words, { pathname: '/assets/words-*' }),
    ...paths.map((pathname) => route(names.shell, { pathname })),
  ];
  // A browser that takes no such route asks the worker.
  await event.addRoutes?.(routes).catch(() => undefined);
}

/** @throws when the document is not here, or there is no room for it */
export async function keepStart(cacheName: string, document: Response | undefined): Promise<void> {
  if (!document) throw new Error('the document did not come');
  await (await caches.open(cacheName)).put(start, document);
}

export async function isStartKept(cacheName: string): Promise<boolean> {
  return (await (await caches.open(cacheName)).match(start)) !== undefined;
}

/** Those of other builds go, once this one has taken over. */
export async function dropOldStarts(cacheName: string): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}
