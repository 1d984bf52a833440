import { CarnetError, type ErrorCode } from '#domain/errors.ts';
import type { FileType } from '#domain/expense/schema.ts';
import type { BlobRecord, CarnetDb, PhotoSetting } from './db.ts';
import { durably, reconnecting } from './durable.ts';
import type { PictureFile } from './picture/picture-file.ts';

/** A file that is safe on this device. */
export type StoredFile = { hash: string; type: FileType /** Bytes. */; size: number };

/** The SHA-256 of some bytes, as Carnet names blobs: 64 lower-case hexadecimal digits. */
export async function sha256(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Puts a file's bytes on the disk and reads them back (S6). Only then may the screen call it safe.
 * The same bytes twice are one blob.
 *
 * @throws CarnetError `storage_full`, or `storage_failed` when what came back is not what went in
 */
export async function storeBytes(
  db: CarnetDb,
  exchangeId: string,
  file: PictureFile,
  now: number,
): Promise<StoredFile> {
  const [stored] = await storeFiles(db, exchangeId, [file], now);
  if (!stored) throw new CarnetError('storage_failed');
  return stored;
}

/** The same with several in one transaction, all or none. @returns them in their order */
export async function storeFiles(
  db: CarnetDb,
  exchangeId: string,
  files: readonly PictureFile[],
  now: number,
): Promise<StoredFile[]> {
  const named = await Promise.all(
    files.map(async (file) => ({ ...file, hash: file.hash ?? (await sha256(file.bytes)) })),
  );
  const write = async () => {
    await Promise.all(named.map((file) => putFile(db, exchangeId, file, now)));
  };
  await durably(() => reconnecting(db, () => db.transaction('rw', [db.blobs, db.blobBytes], write)));
  await Promise.all(named.map(({ hash }) => checkReadBack(db, hash)));
  return named.map(({ hash, type, bytes }) => ({ hash, type, size: bytes.byteLength }));
}

async function putFile(db: CarnetDb, exchangeId: string, file: Required<PictureFile>, now: number): Promise<void> {
  const { hash, type, bytes } = file;
  const putting = db.blobBytes.put({ hash, bytes });
  const known = await db.blobs.get([exchangeId, hash]);
  await putting;
  // Taken here after it was cleared, its bytes are here again, and wait for the server's word like any other's.
  if (known && known.state !== 'cleared') return;
  const size = bytes.byteLength;
  await db.blobs.put({ ...freshBlob({ exchangeId, hash, type, size }, now), state: 'waiting', origin: 'captured' });
}

async function checkReadBack(db: CarnetDb, hash: string): Promise<void> {
  const back = await durably(() => db.blobBytes.get(hash));
  if (!back || (await sha256(back.bytes)) !== hash)
    throw new CarnetError('storage_failed', `read back of ${hash} differs`);
}

/** A record of a file about which nothing is known yet beyond itself. */
export function freshBlob(file: Pick<BlobRecord, 'exchangeId' | 'hash' | 'type' | 'size'>, storedAt: number) {
  const never = { sendingAt: null, confirmedAt: null, seenAt: null, reportedAt: null, lastError: null };
  return { ...file, uploadUrl: null, sentBytes: 0, storedAt, ...never };
}

/** What becomes of the custody of a file that the server had confirmed and does not have any more. */
export const unconfirmed = {
  state: 'waiting',
  uploadUrl: null,
  sentBytes: 0,
  confirmedAt: null,
  seenAt: null,
  reportedAt: null,
} as const satisfies Partial<BlobRecord>;

/** Whether the server has refused the file itself: sending it again would end the same. */
export function isRefused({ lastError }: Pick<BlobRecord, 'lastError'>): boolean {
  return lastError !== null && refusals.has(lastError);
}

const refusals: ReadonlySet<ErrorCode> = new Set([
  'file_empty',
  'file_too_large',
  'file_not_supported',
  'file_unreadable',
  'files_full',
  'hash_mismatch',
  'storage_failed',
]);

/** The person asks for another try of what was refused. */
export async function retryRefused(db: CarnetDb): Promise<void> {
  await db.blobs.filter(isRefused).modify({ lastError: null });
}

/** The person asks for a file, or for all that wait, over whatever connection there is. Announce it as a write. */
export async function wantFiles(db: CarnetDb, exchangeId: string, hashes?: readonly string[]): Promise<void> {
  const wanted = hashes ?? (await db.blobs.where({ exchangeId, state: 'waiting' }).toArray()).map(({ hash }) => hash);
  await db.wanted.bulkPut(wanted.map((hash) => ({ exchangeId, hash })));
}

/** Which connections photos may use; `always` until the person has chosen. */
export async function readPhotoSetting(db: CarnetDb): Promise<PhotoSetting> {
  const found = await db.settings.get('photos');
  return found?.key === 'photos' ? found.value : 'always';
}

export async function savePhotoSetting(db: CarnetDb, value: PhotoSetting): Promise<void> {
  await db.settings.put({ key: 'photos', value });
}

/** Keeps a blob that came from the server, checked against its name; it never waits for anything. */
export async function storeDownload(
  db: CarnetDb,
  exchangeId: string,
  blob: { hash: string; type: FileType; bytes: ArrayBuffer },
  now: number,
): Promise<void> {
  const { hash, type, bytes } = blob;
  if ((await sha256(bytes)) !== hash) throw new CarnetError('hash_mismatch', hash);
  await durably(() =>
    db.transaction('rw', [db.blobs, db.blobBytes, db.wanted], async () => {
      await db.blobBytes.put({ hash, bytes });
      const size = bytes.byteLength;
      const received = { state: 'confirmed', origin: 'received', sentBytes: size, confirmedAt: now } as const;
      await db.blobs.put({ ...freshBlob({ exchangeId, hash, type, size }, now), ...received });
      await db.wanted.delete([exchangeId, hash]);
    }),
  );
}
