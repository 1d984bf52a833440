import type { AppFiles } from '#ui/context.ts';

/** What the service worker keeps of the app itself, by the names of its caches (sw/shell.ts, sw/start-routes.ts, sw/large-parts.ts). */
export async function measureAppFiles(): Promise<AppFiles> {
  const sizes: AppFiles = { shell: 0, large: 0 };
  // Not there without HTTPS.
  if (!('caches' in globalThis)) return sizes;
  for (const name of await caches.keys()) {
    const part = /^(workbox-precache|carnet-start)/.test(name) ? 'shell' : 'large';
    sizes[part] += await sizeOf(await caches.open(name));
  }
  return sizes;
}

async function sizeOf(cache: Cache): Promise<number> {
  let sum = 0;
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    sum += (await response?.blob())?.size ?? 0;
  }
  return sum;
}
