import type { Collected } from '#domain/publication/collect.ts';
import { informationOf } from '#domain/publication/commons.ts';
import type { OnProgress } from './export.ts';
import type { Store } from './store.ts';
import { openZipFile } from './zip-file.ts';

/** Texts that are made already: the page of Meta-Wiki, and others. */
export type MadeText = { name: string; text: string };

export type PublicationPack = {
  file: Blob;
  /** Names of photos whose bytes are not on this device. */
  missing: string[];
};

/**
 * The photos under the names that they will have on Commons, a text for each one's page beside it, and the texts of the
 * report.
 */
export async function packPublication(
  store: Store,
  { publication, files }: Collected,
  texts: readonly MadeText[],
  onProgress: OnProgress = () => {},
): Promise<PublicationPack> {
  const zip = openZipFile(store.now());
  const missing: string[] = [];
  for (const [index, { name, blob }] of files.entries()) {
    onProgress(index, files.length);
    const photo = publication.photos.find((candidate) => candidate.name === name);
    const stored = await store.db.blobBytes.get(blob).catch(() => undefined);
    if (!photo || !stored) {
      missing.push(name);
      continue;
    }
    const entry = entryName(name, index);
    zip.add(`photos/${entry}`, new Uint8Array(stored.bytes));
    zip.add(`photos/${entry}.txt`, `File:${name}\n\n${informationOf(photo, publication.topic)}`);
  }
  for (const { name, text } of texts) zip.add(name, text);
  return { file: zip.close(), missing };
}

/** What no system has a meaning for; the number keeps apart what would become alike. */
function entryName(name: string, index: number): string {
  const plain = name.replace(/[^\w\p{L}\p{M}\p{N} .,;()'’!–—+@-]/gu, '_');
  return plain === name && /^[\w\p{L}\p{N}-]/u.test(name) ? name : `${index + 1} ${plain}`;
}
