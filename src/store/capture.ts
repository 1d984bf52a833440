import { CarnetError, codeOf } from '#domain/errors.ts';
import type { FileType } from '#domain/expense/schema.ts';
import type { PicturePurpose } from '#domain/picture/fit.ts';
import { type StoredFile, storeFiles } from './blobs.ts';
import { readFromInbox } from './inbox-database.ts';
import { keepOriginal, readKeepOriginals, removeOriginals } from './originals.ts';
import { type Aside, bytesOf, type Picked, readPicked } from './picture/picked.ts';
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
 * @param picked what was read of it already, by `readAside`
 * @throws CarnetError `file_…`, `picture_too_large`, `heic_needs_network`, `storage_full` or `storage_failed`; the
 *         picked file is untouched
 */
export async function captureFile(
  store: Store,
  file: Blob,
  name: string,
  purpose: PicturePurpose,
  picked?: Picked,
): Promise<CapturedFile> {
  const { context } = store;
  const { bytes, checked, aside } = picked ?? (await readAside(store, file, null));
  if (checked && 'code' in checked) throw new CarnetError(checked.code);
  const again = () => bytesAgain(bytes, file, aside);
  const { kept, thumb } = await takeIn({ bytes, picture: checked }, purpose, store.preparePicture, again);
  const [stored, small] = await storeBeforeOriginals(store, thumb ? [kept, thumb] : [kept]);
  if (!stored) throw new CarnetError('storage_failed');
  if (checked && (await readKeepOriginals(store.db))) {
    // That it can't be read a second time is no failure: what counts is kept already.
    const original = await again().catch(() => undefined);
    if (original) await keepOriginal(context.participantId, { hash: stored.hash, name, bytes: original });
  }
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

/**
 * Reads a picked file and puts it aside in the inbox. What can't be done away from the page, for whatever reason, is done
 * on it.
 *
 * @throws CarnetError `file_unreadable`
 */
export async function readAside(store: Store, file: Blob, aside: Aside | null): Promise<Picked> {
  try {
    return await (store.readPicked ?? readPicked)(file, aside);
  } catch {
    return readPicked(file, aside);
  }
}

/** What was handed over to be drawn is read once more: of the file, or of what waits of it. */
async function bytesAgain(bytes: ArrayBuffer, file: Blob, aside: string | null): Promise<ArrayBuffer> {
  if (bytes.byteLength > 0) return bytes;
  const waits = aside === null ? undefined : await readFromInbox(aside).catch(() => undefined);
  return waits ?? bytesOf(file);
}

/** Originals are the first to go when something that matters finds no room. */
async function storeBeforeOriginals(store: Store, files: readonly PictureFile[]): Promise<StoredFile[]> {
  const { db, context, now } = store;
  const keep = () => storeFiles(db, context.exchangeId, files, now());
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
