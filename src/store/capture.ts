import type { FileType } from '#domain/expense/schema.ts';
import type { PicturePurpose } from '#domain/picture/fit.ts';
import { storeBytes } from './blobs.ts';
import { readPicked } from './picture/picked.ts';
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
  const { db, context, now } = store;
  const { kept, thumb } = await takeIn(await readPicked(file), purpose, store.preparePicture);
  const stored = await storeBytes(db, context.exchangeId, kept, now());
  const small = thumb ? await storeBytes(db, context.exchangeId, thumb, now()) : null;
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

/** A HEIC that has become a JPEG is called one, so that whoever saves it can open it. */
function nameAs(name: string, type: FileType): string {
  const became = type === 'image/jpeg' && !/\.jpe?g$/i.test(name);
  return (became ? name.replace(/\.\w{2,5}$/, '.jpg') : name).slice(0, 200).toWellFormed();
}
