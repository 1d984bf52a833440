import { isFile } from './is-file.ts';

/**
 * The words of other languages than English, which is kept with the app. Of a language that was chosen all parts are
 * kept; of the others, none. Their names hold a hash of what is in them.
 */
export const wordsCache = 'carnet-words';

const words = /\/?assets\/words-([a-z-]+)-(?:start|welcome|rest|help|dates)-[\w-]{8}\.js$/;

/** The language (as its files are named) whose words a file of the build holds. */
export function languageOf(url: string): string | undefined {
  return words.exec(url)?.[1];
}

export function isWords({ url, sameOrigin }: { url: URL; sameOrigin: boolean }): boolean {
  return sameOrigin && languageOf(url.pathname) !== undefined;
}

/** @throws TypeError as fetch does, when it is not here and there is no network */
export async function fetchWords({ request }: { request: Request }): Promise<Response> {
  const cache = await caches.open(wordsCache);
  const here = await cache.match(request.url);
  if (here) return here;
  const response = await fetch(request);
  // A phone without room for it shows them all the same.
  if (isFile(request.url, response)) await cache.put(request.url, response.clone()).catch(() => undefined);
  return response;
}

/** Keeps all words of a language, as far as they come. */
export async function keepWords(files: readonly string[], language: string): Promise<void> {
  const own = files.filter((file) => languageOf(file) === language);
  await Promise.allSettled(own.map(keepFile));
}

/** How many files of a language are not here; none when it is English, or unknown. */
export async function missingWords(files: readonly string[], language: string): Promise<number> {
  const kept = new Set(await keptUrls());
  return files.filter((file) => languageOf(file) === language && !kept.has(toUrl(file))).length;
}

/** A new build starts with all words of the languages that are kept, or not at all. @throws when one does not come */
export async function keepWordsAgain(files: readonly string[]): Promise<void> {
  const kept = new Set((await keptUrls()).map(languageOf));
  const own = files.filter((file) => kept.has(languageOf(file)));
  const here = await Promise.all(own.map(keepFile));
  if (here.includes(false)) throw new Error('the words of a language did not come');
}

/** Those of an earlier build go, once this one has taken over. */
export async function dropOldWords(files: readonly string[]): Promise<void> {
  const cache = await caches.open(wordsCache);
  const current = new Set(files.map(toUrl));
  for (const url of await keptUrls()) if (!current.has(url)) await cache.delete(url);
}

async function keptUrls(): Promise<string[]> {
  const cache = await caches.open(wordsCache);
  return (await cache.keys()).map(({ url }) => url);
}

async function keepFile(file: string): Promise<boolean> {
  const cache = await caches.open(wordsCache);
  if (await cache.match(toUrl(file))) return true;
  const response = await fetch(toUrl(file));
  if (!isFile(file, response)) return false;
  await cache.put(toUrl(file), response);
  return true;
}

const toUrl = (file: string) => new URL(file, self.location.origin).href;
