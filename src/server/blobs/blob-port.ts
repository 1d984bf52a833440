/**
 * Where bytes lie: a folder or any S3-compatible store; so nothing but put, get and delete.
 * Keys are `/`-separated names of letters, digits and `.-_`. Methods throw StorageError when the store fails.
 */
export interface BlobStore {
  /**
   * Stores an object whole or not at all; durable when it resolves. What `bytes` throws is thrown again.
   * @returns its size in bytes
   */
  put(key: string, bytes: AsyncIterable<Uint8Array>): Promise<number>;
  /** The object's bytes, or undefined when there is no such object. The caller reads or cancels them. */
  get(key: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined>;
  /** A missing object is fine. */
  delete(key: string): Promise<void>;
}

export function blobKey(exchangeId: string, hash: string): string {
  return `blobs/${exchangeId}/${hash}`;
}

export function pieceKey(uploadId: string, name: string): string {
  return `pieces/${uploadId}-${name}`;
}

const keyPattern = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

/** @throws RangeError for what is no key: it might lead out of the store */
export function assertKey(key: string): void {
  if (!keyPattern.test(key)) throw new RangeError('not a key of a blob store');
}
