/**
 * Parts of the app that are large and seldom needed: they come when they are first asked for, and stay from then on.
 * Their names hold a hash of what is in them, so one that is here never has to be asked for again.
 */
const cacheName = 'carnet-large-parts';

const large = /^\/assets\/(fonts-east|libheif|pdfium)-[^/]+(\.\w+)$/;

export function isLargePart({ url, sameOrigin }: { url: URL; sameOrigin: boolean }): boolean {
  return sameOrigin && large.test(url.pathname);
}

/** @throws TypeError as fetch does, when it is not here and there is no network */
export async function fetchLargePart({ request }: { request: Request }): Promise<Response> {
  const cache = await caches.open(cacheName);
  const here = await cache.match(request.url);
  if (here) return here;
  const response = await fetch(request);
  if (response.ok) await keep(cache, request, response.clone());
  return response;
}

/** The one of the last version goes. A phone without room for it uses it all the same. */
async function keep(cache: Cache, { url }: Request, response: Response): Promise<void> {
  const part = partOf(url);
  try {
    for (const { url: old } of await cache.keys()) {
      if (partOf(old) === part) await cache.delete(old);
    }
    await cache.put(url, response);
  } catch {
    // It comes again next time.
  }
}

/** Its name and what kind of file it is: one may be of two, a script and its WebAssembly. */
function partOf(url: string): string | undefined {
  return large.exec(new URL(url).pathname)?.slice(1).join('');
}
