import { getCacheKeyForURL, matchPrecache } from 'workbox-precaching';
import { isFile } from './is-file.ts';
import { keepWords, missingWords } from './words.ts';

/** A file of this build, as workbox lists it. */
type ShellFile = string | { readonly url: string };

/**
 * Answers the readiness screen (src/readiness-port.ts) with the number of files that are not here: of the app, and of the
 * language that the message names.
 */
export async function answerAboutShell(
  { data, ports }: ExtendableMessageEvent,
  files: readonly ShellFile[],
  wordFiles: readonly string[],
): Promise<void> {
  const language = String(data?.language);
  if (data?.type === 'MEND_SHELL') await Promise.all([mend(await missing(files)), keepWords(wordFiles, language)]);
  ports[0]?.postMessage((await missing(files)).length + (await missingWords(wordFiles, language)));
}

/** A worker only starts with all of them, but a browser short of room, or a person, may clear a cache later. */
async function missing(files: readonly ShellFile[]): Promise<string[]> {
  const urls = files.map((file) => (typeof file === 'string' ? file : file.url));
  const found = await Promise.all(urls.map(async (url) => (await matchPrecache(url)) !== undefined));
  return urls.filter((_, index) => !found[index]);
}

/**
 * What does not come is still missing afterwards, which the answer tells. Nothing is taken while the server has a newer
 * build: its document with the files of this one would not start, and the update brings all of its own.
 */
async function mend(urls: readonly string[]): Promise<void> {
  const { installing, waiting } = await registration()
    .update()
    .then(registration, () => registration());
  if (urls.length === 0 || installing || waiting) return;
  // The worker's own cache, named as workbox names it.
  const cache = await caches.open(`workbox-precache-v2-${registration().scope}`);
  for (const url of urls) {
    const key = getCacheKeyForURL(url);
    const response = await fetch(url, { cache: 'reload' }).catch(() => undefined);
    if (key && response && isFile(url, response)) await cache.put(key, response).catch(() => undefined);
  }
}

function registration(): ServiceWorkerRegistration {
  // The global of a service worker.
  return (self as unknown as ServiceWorkerGlobalScope).registration;
}
