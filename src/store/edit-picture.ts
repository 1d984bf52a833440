import { CarnetError } from '#domain/errors.ts';
import type { ArgsOf } from '#domain/mutators.ts';
import { checkPicture } from '#domain/picture/check.ts';
import type { PictureEdit } from '#domain/picture/edit.ts';
import type { PicturePurpose } from '#domain/picture/fit.ts';
import { storeFiles } from './blobs.ts';
import { readBlob } from './queries/sync.ts';
import type { Store } from './store.ts';

/** What a receipt, or a piece of evidence, says of its picture. */
export type EditedPicture = ArgsOf<'receipt.redraw'>['changes'];

/**
 * Makes an edited picture: on the disk and read back when this resolves (S6). The one before stays as it is; the row
 * shows the new one once `receipt.redraw`, or `evidence.blur`, has been written with what this returns.
 *
 * @throws CarnetError `not_found` when the picture is not on this device, `file_…`, `storage_full`, `storage_failed`;
 *         anything else means that this device can't draw it
 */
export async function editPicture(
  store: Store,
  blob: string,
  purpose: PicturePurpose,
  edit: PictureEdit,
): Promise<EditedPicture> {
  const { db, context, now, preparePicture } = store;
  const file = await readBlob(store, blob);
  if (!file || !preparePicture) throw new CarnetError('not_found', 'blob');
  const bytes = await file.arrayBuffer();
  const picture = checkPicture(new Uint8Array(bytes));
  if ('code' in picture) throw new CarnetError(picture.code);
  const made = await preparePicture({ bytes, picture, purpose, edit });
  const [kept, thumb] = await storeFiles(db, context.exchangeId, [made.picture, made.thumb], now());
  if (!kept || !thumb) throw new CarnetError('storage_failed');
  store.announceWrite();
  return { blob: kept.hash, thumb: thumb.hash, type: kept.type, size: kept.size };
}
