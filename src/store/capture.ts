import { codeOf } from '#domain/errors.ts';
import type { FileType } from '#domain/expense/schema.ts';
import type { PicturePurpose } from '#domain/picture/fit.ts';
import { type StoredFile, storeBytes } from './blobs.ts';
import { keepOriginal, readKeepOriginals, removeOriginals } from './originals.ts';
import { readPicked } from './picture/picked.ts';
import type { PictureFile } from './picture/picture-file.ts';
import { takeIn } from './picture/take-in.ts';
import type { Store } from './store.ts';

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
 * Takes in a photo or PDF: checked, upright, of a bounded size and without metadata; on the disk and read back when
 * this resolves (S6). From then on it waits for upload, whatever becomes of the form it was taken for.
 *
 * @throws CarnetError `file_…`, `picture_too_large`, `heic_needs_network`, `storage_full` or `storage_failed`; the
 *         picked file is untouched
 */
export async function captureFile(
  store: Store,
  file: Blob,
  name: string,
  purpose: PicturePurpose,
): Promise<CapturedFile> {
  const { context } = store;
  const picked = await readPicked(file);
  const { kept, thumb } = await takeIn(picked, purpose, store.preparePicture);
  const [stored, small] = await Promise.all([
    storeBeforeOriginals(store, kept),
    thumb ? storeBeforeOriginals(store, thumb) : null,
  ]);
  if (picked.picture && (await readKeepOriginals(store.db)))
    await keepOriginal(context.participantId, { hash: stored.hash, name, bytes: picked.bytes });
  store.announceWrite();
  return {
    blob: stored.hash,
    thumb: small?.hash ?? null,
    type: stored.type,
    size: stored.size,
    name: nameAs(name, stored.type),
    createdBy: context.participantId,
    createdAt: store.instant(),
  };
}

/** Originals are the first to go when something that matters finds no room. */
async function storeBeforeOriginals(store: Store, file: PictureFile): Promise<StoredFile> {
  const { db, context, now } = store;
  const keep = () => storeBytes(db, context.exchangeId, file, now());
  try {
    return await keep();
  } catch (error) {
    if (codeOf(error) !== 'storage_full') throw error;
    const removed = await removeOriginals(context.participantId).catch(() => 0);
    if (removed === 0) throw error;
    return keep();
  }
}

/** A HEIC that has become a JPEG is called one, so that whoever saves it can open it. */
function nameAs(name: string, type: FileType): string {
  const became = type === 'image/jpeg' && !/\.jpe?g$/i.test(name);
  return (became ? name.replace(/\.\w{2,5}$/, '.jpg') : name).slice(0, 200).toWellFormed();
}
