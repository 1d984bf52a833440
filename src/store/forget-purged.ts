import { freshBlob } from './blobs.ts';
import { dropBytes } from './clear-blobs.ts';
import type { BlobRecord } from './db.ts';
import type { Store } from './store.ts';

/**
 * Removes the bytes of files that the server has removed because their time was over, whoever took them. Their record
 * stays, so that they are neither fetched nor sent again.
 */
export async function forgetPurged({ db, context, now }: Store, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return;
  const { exchangeId } = context;
  await db.transaction('rw', [db.blobs, db.blobBytes, db.wanted], async () => {
    for (const hash of hashes) {
      // One that never came here has no bytes, and so neither a type nor a size that anybody reads.
      const none = {
        ...freshBlob({ exchangeId, hash, type: 'image/jpeg', size: 0 }, now()),
        origin: 'received',
      } as const;
      const known = (await db.blobs.get([exchangeId, hash])) ?? none;
      await db.blobs.put({ ...known, state: 'cleared', uploadUrl: null, lastError: 'file_purged' });
      await db.wanted.delete([exchangeId, hash]);
      await dropBytes(db, hash);
    }
  });
}

/** Whether a file is nowhere any more, because its time was over. */
export function isPurged({ state, lastError }: Pick<BlobRecord, 'state' | 'lastError'>): boolean {
  return state === 'cleared' && lastError === 'file_purged';
}
