import type { PrecacheController } from 'workbox-precaching';
import { isFile } from './is-file.ts';
import { isStartKept, keepStart } from './start-routes.ts';
import { keepWords, missingWords } from './words.ts';

/** What a worker keeps of its build. */
type Kept = {
  readonly shell: PrecacheController;
  readonly document: string;
  readonly startCache: string;
  readonly wordFiles: readonly string[];
};

/**
 * Answers the readiness screen (src/readiness-port.ts) with the number of files that are not here: of the app, and of the
 * language that the message names.
 */
export async function answerAboutShell({ data, ports }: ExtendableMessageEvent, kept: Kept): Promise<void> {
  const { shell, wordFiles, startCache } = kept;
  const language = String(data?.language);
  if (data?.type === 'MEND_SHELL')
    await Promise.all([mend(kept, await missing(shell)), keepWords(wordFiles, language)]);
  const left = (await missing(shell)).length + (await missingWords(wordFiles, language));
  ports[0]?.postMessage(left + Number(!(await isStartKept(startCache))));
}

/** A worker only starts with all of them, but a browser short of room, or a person, may clear a cache later. */
async function missing(shell: PrecacheController): Promise<string[]> {
  const urls = shell.getCachedURLs();
  const found = await Promise.all(urls.map(async (url) => (await shell.matchPrecache(url)) !== undefined));
  return urls.filter((_, index) => !found[index]);
}

/**
 * What does not come is still missing afterwards, which the answer tells. Nothing is taken while the server has a newer
 * build: its document with the files of this one would not start, and the update brings all of its own.
 */
async function mend({ shell, document, startCache }: Kept, urls: readonly string[]): Promise<void> {
  const { installing, waiting } = await registration()
    .update()
    .then(registration, () => registration());
  if (urls.length > 0 && !installing && !waiting) await fetchAgain(shell, urls);
  await keepStart(startCache, await shell.matchPrecache(document)).catch(() => undefined);
}

async function fetchAgain(shell: PrecacheController, urls: readonly string[]): Promise<void> {
  const cache = await caches.open(shell.strategy.cacheName);
  for (const url of urls) {
    const key = shell.getCacheKeyForURL(url);
    const response = await fetch(url, { cache: 'reload' }).catch(() => undefined);
    if (key && response && isFile(url, response)) await cache.put(key, response).catch(() => undefined);
  }
}

function registration(): ServiceWorkerRegistration {
  // The global of a service worker.
  return (self as unknown as ServiceWorkerGlobalScope).registration;
}
