import { CarnetError } from '#domain/errors.ts';
import { sha256 } from './blobs.ts';
import type { CarnetDb } from './db.ts';
import { durably, reconnecting } from './durable.ts';

/** No file has this name, so nothing that stands here is ever touched, sent or exported. */
const trialName = 'trial';

/**
 * Proves that this device can keep a photo: writes it where photos are kept, reads it back in a transaction of its own,
 * compares, and removes it.
 *
 * @throws CarnetError `storage_full`, or `storage_failed` also when what came back is not what went in
 */
export async function proveStorage(db: CarnetDb, bytes: ArrayBuffer): Promise<void> {
  const expected = await sha256(bytes);
  try {
    await durably(() => reconnecting(db, () => db.blobBytes.put({ hash: trialName, bytes })));
    const back = await durably(() => db.blobBytes.get(trialName));
    if (!back || (await sha256(back.bytes)) !== expected)
      throw new CarnetError('storage_failed', 'the read back of the trial differs');
  } finally {
    await db.blobBytes.delete(trialName).catch(() => undefined);
  }
}
