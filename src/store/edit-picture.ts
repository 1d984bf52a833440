import { CarnetError } from '#domain/errors.ts';
import type { Receipt } from '#domain/expense/schema.ts';
import type { ArgsOf } from '#domain/mutators.ts';
import { checkPicture } from '#domain/picture/check.ts';
import type { PictureEdit } from '#domain/picture/edit.ts';
import { storeBytes } from './blobs.ts';
import { readBlob } from './queries/sync.ts';
import type { Store } from './store.ts';

/** What a receipt says of its picture. */
export type ReceiptPicture = ArgsOf<'receipt.redraw'>['changes'];

/**
 * Makes the edited picture of a receipt: on the disk and read back when this resolves (S6). The one before stays as it
 * is; the receipt shows the new one once `receipt.redraw` has been written with what this returns.
 *
 * @throws CarnetError `not_found` when the picture is not on this device, `file_…`, `storage_full`, `storage_failed`;
 *         anything else means that this device can't draw it
 */
export async function editReceiptPicture(store: Store, receipt: Receipt, edit: PictureEdit): Promise<ReceiptPicture> {
  const { db, context, now, preparePicture } = store;
  const file = await readBlob(store, receipt.blob);
  if (!file || !preparePicture) throw new CarnetError('not_found', 'blob');
  const bytes = await file.arrayBuffer();
  const picture = checkPicture(new Uint8Array(bytes));
  if ('code' in picture) throw new CarnetError(picture.code);
  const made = await preparePicture({ bytes, picture, purpose: 'receipt', edit });
  const kept = await storeBytes(db, context.exchangeId, made.picture, now());
  const thumb = await storeBytes(db, context.exchangeId, made.thumb, now());
  store.announceWrite();
  return { blob: kept.hash, thumb: thumb.hash, type: kept.type, size: kept.size };
}
