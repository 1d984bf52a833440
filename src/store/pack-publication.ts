import type { Collected } from '#domain/publication/collect.ts';
import { informationOf } from '#domain/publication/commons.ts';
import { createZipWriter } from '#domain/zip/write.ts';
import type { OnProgress } from './export.ts';
import type { Store } from './store.ts';

/** Texts that are made already: the page of Meta-Wiki, and others. */
export type MadeText = { name: string; text: string };

export type PublicationPack = {
  file: Blob /** Names of photos whose bytes are not on this device. */;
  missing: string[];
};

/**
 * The photos under the names that they will have on Commons, a text for each one's page beside it, and the texts of the
 * report. Each photo becomes a part of the file before the next is read, so that they are never in memory together.
 */
export async function packPublication(
  store: Store,
  { publication, files }: Collected,
  texts: readonly MadeText[],
  onProgress: OnProgress = () => {},
): Promise<PublicationPack> {
  const zip = createZipWriter(store.now());
  const parts: BlobPart[] = [];
  const missing: string[] = [];
  const add = (name: string, bytes: Uint8Array<ArrayBuffer>) => parts.push(new Blob([zip.header(name, bytes), bytes]));
  const addText = (name: string, text: string) => add(name, new TextEncoder().encode(text));
  for (const [index, { name, blob }] of files.entries()) {
    onProgress(index, files.length);
    const photo = publication.photos.find((candidate) => candidate.name === name);
    const stored = await store.db.blobBytes.get(blob).catch(() => undefined);
    if (!photo || !stored) {
      missing.push(name);
      continue;
    }
    const entry = entryName(name, index);
    add(`photos/${entry}`, new Uint8Array(stored.bytes));
    addText(`photos/${entry}.txt`, `File:${name}\n\n${informationOf(photo, publication.topic)}`);
  }
  for (const { name, text } of texts) addText(name, text);
  return { file: new Blob([...parts, zip.end()], { type: 'application/zip' }), missing };
}

/** What no system has a meaning for; the number keeps apart what would become alike. */
function entryName(name: string, index: number): string {
  const plain = name.replace(/[^\w\p{L}\p{M}\p{N} .,;()'’!–—+@-]/gu, '_');
  return plain === name && /^[\w\p{L}\p{N}-]/u.test(name) ? name : `${index + 1} ${plain}`;
}
