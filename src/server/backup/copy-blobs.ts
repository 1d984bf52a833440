import { createHash } from 'node:crypto';
import { type BlobStore, blobKey } from '../blobs/blob-port.ts';
import type { BlobName, FileStorage, StoredBlob } from '../storage.ts';

const pageBlobs = 500;

/** Files of a store, named `exchange/hash`. */
export type CopiedBlobs = {
  readonly copied: number;
  /** Were there already. */
  readonly kept: number;
  /** Bytes of all that are there now. */
  readonly bytes: number;
  readonly missing: readonly string[];
  readonly damaged: readonly string[];
};

/**
 * All verified blobs that a database names, without ever holding more than a page of their names.
 * @param only those of one exchange
 */
export async function* everyBlob(files: Pick<FileStorage, 'listBlobs'>, only?: string): AsyncGenerator<StoredBlob> {
  // No hash is before the empty text.
  let after: BlobName | undefined = only === undefined ? undefined : { exchangeId: only, hash: '' };
  for (;;) {
    const page: StoredBlob[] = await files.listBlobs(after, pageBlobs);
    for (const blob of page) {
      if (only !== undefined && blob.exchangeId !== only) return;
      yield blob;
    }
    after = page.at(-1);
    if (page.length < pageBlobs) return;
  }
}

/**
 * Copies the bytes of all blobs that a database names, each checked against its hash on the way: what is missing or
 * damaged is named, and does not stop the rest.
 *
 * @param has whether the target holds it already
 * @throws StorageError when the target can't take one
 */
export async function copyBlobs(
  files: Pick<FileStorage, 'listBlobs'>,
  from: BlobStore,
  to: BlobStore,
  has: (blob: StoredBlob) => Promise<boolean>,
): Promise<CopiedBlobs> {
  const missing: string[] = [];
  const damaged: string[] = [];
  let [copied, kept, bytes] = [0, 0, 0];
  for await (const blob of everyBlob(files)) {
    const outcome = (await has(blob)) ? 'kept' : await copyBlob(blob, from, to);
    const name = nameOfBlob(blob);
    if (outcome === 'missing') missing.push(name);
    else if (outcome === 'damaged') damaged.push(name);
    else {
      bytes += blob.size;
      if (outcome === 'kept') kept += 1;
      else copied += 1;
    }
  }
  return { copied, kept, bytes, missing, damaged };
}

export function nameOfBlob({ exchangeId, hash }: BlobName): string {
  return `${exchangeId}/${hash}`;
}

async function copyBlob(
  { exchangeId, hash, size }: StoredBlob,
  from: BlobStore,
  to: BlobStore,
): Promise<'copied' | 'missing' | 'damaged'> {
  const key = blobKey(exchangeId, hash);
  const stream = await from.get(key);
  if (!stream) return 'missing';
  const digest = createHash('sha256');
  const written = await to.put(key, hashed(stream, digest));
  if (written === size && digest.digest('hex') === hash) return 'copied';
  await to.delete(key);
  return 'damaged';
}

async function* hashed(
  stream: AsyncIterable<Uint8Array>,
  digest: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    digest.update(chunk);
    yield chunk;
  }
}
