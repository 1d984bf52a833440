import { type BlobRecord, type CarnetDb, exchangeRange } from './db.ts';
import { listFiles } from './queries/files.ts';
import { wantedHashes } from './queries/waiting.ts';
import type { Store } from './store.ts';

/** What can be removed from this device, because the server has it and it can be fetched again. */
export type Clearable = { files: number /** Bytes. */; bytes: number };

/** How much room the originals of others take: see `clearReceived`. */
export async function countClearable(store: Store): Promise<Clearable> {
  const records = await listClearable(store);
  return { files: records.length, bytes: records.reduce((sum, { size }) => sum + size, 0) };
}

/**
 * Removes the bytes of originals that this device has received and the server has verified; their thumbnails stay.
 * Never anything that was captured here, nor anything that waits for the server's word (S6), also when that was
 * taken back because the server was set up again. Each is fetched again when the person opens it, and not before.
 *
 * @returns what was removed
 * @throws  Dexie's errors; then nothing has changed
 */
export async function clearReceived(store: Store): Promise<Clearable> {
  const { db, context } = store;
  return db.transaction('rw', [db.rows, db.blobs, db.blobBytes, db.wanted], async () => {
    // Looked up within the transaction: what it finds is what it removes.
    const records = await listClearable(store);
    for (const { hash } of records) {
      await db.blobs.update([context.exchangeId, hash], { state: 'cleared' });
      await dropBytes(db, hash);
    }
    return { files: records.length, bytes: records.reduce((sum, { size }) => sum + size, 0) };
  });
}

/** The same bytes may belong to another exchange too. */
export async function dropBytes(db: CarnetDb, hash: string): Promise<void> {
  const others = await db.blobs.filter((other) => other.hash === hash && other.state !== 'cleared').count();
  if (others === 0) await db.blobBytes.delete(hash);
}

async function listClearable(store: Store): Promise<BlobRecord[]> {
  const { db, context } = store;
  const files = await listFiles(store);
  const thumbs = new Set(files.map(({ thumb }) => thumb));
  const kept = new Set(files.filter(({ offline }) => offline).map(({ blob }) => blob));
  const originals = new Set(files.map(({ blob }) => blob).filter((blob) => !kept.has(blob)));
  const wanted = await wantedHashes(store);
  return db.blobs
    .where('[exchangeId+hash]')
    .between(...exchangeRange(context.exchangeId))
    .filter(
      ({ hash, state, origin }) =>
        state === 'confirmed' && origin === 'received' && originals.has(hash) && !thumbs.has(hash) && !wanted.has(hash),
    )
    .toArray();
}
