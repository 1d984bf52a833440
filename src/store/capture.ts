import type { FileType } from '#domain/expense/schema.ts';
import { readFile, storeBytes } from './blobs.ts';
import type { Store } from './store.ts';
import { makeThumbnail } from './thumbnail.ts';

/** What a row says of a captured file: the fields of a receipt or of evidence. */
export type CapturedFile = {
  blob: string;
  thumb: string | null;
  type: FileType;
  size: number;
  name: string;
  createdBy: string;
  createdAt: string;
};

/**
 * Takes in a photo or PDF: checked, on the disk and read back when this resolves (S6).
 * From then on it waits for upload, whatever becomes of the form it was taken for.
 *
 * @throws CarnetError `file_empty`, `file_too_large`, `file_not_supported`, `file_unreadable`,
 *         `storage_full` or `storage_failed`; the picked file is untouched
 */
export async function captureFile(store: Store, file: Blob, name: string): Promise<CapturedFile> {
  const { db, context, now } = store;
  const read = await readFile(file);
  const small = await makeThumbnail(read);
  const stored = await storeBytes(db, context.exchangeId, read, now());
  const thumb = small ? await storeBytes(db, context.exchangeId, small, now()) : null;
  store.announceWrite();
  return {
    blob: stored.hash,
    thumb: thumb?.hash ?? null,
    type: stored.type,
    size: stored.size,
    name: name.slice(0, 200).toWellFormed(),
    createdBy: context.participantId,
    createdAt: store.instant(),
  };
}
