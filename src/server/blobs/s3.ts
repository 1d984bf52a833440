import { AwsClient } from 'aws4fetch';
import { StorageError } from '../storage.ts';
import { assertKey, type BlobStore } from './blob-port.ts';

export type S3Options = {
  /** Such as `https://s3.example`, without the bucket, which follows as the first part of the path. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/** How long (ms) one request may take. */
const patience = 60_000;

/**
 * Objects of any S3-compatible store: PUT, HEAD, GET and DELETE with a signature of version 4, and nothing else, since
 * stores differ in the rest. A file is at most 20 MiB, so it is put whole: a multipart upload would only add states.
 */
export function openS3Blobs(options: S3Options): BlobStore {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = options;
  const aws = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 });

  async function send(method: string, key: string, body?: Uint8Array<ArrayBuffer>): Promise<Response | undefined> {
    assertKey(key);
    const init = { method, signal: AbortSignal.timeout(patience), ...(body ? { body } : {}) };
    const response = await aws.fetch(`${endpoint}/${bucket}/${key}`, init).catch((error: unknown) => {
      throw new StorageError(error);
    });
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status === 404 && method !== 'PUT') return undefined;
    throw new StorageError(new Error(`S3 answered ${method} with ${response.status}`));
  }

  return {
    async put(key, bytes) {
      assertKey(key);
      const whole = await collect(bytes);
      await send('PUT', key, whole);
      // Some stores have been seen to answer 200 and keep nothing.
      const length = Number((await send('HEAD', key))?.headers.get('Content-Length') ?? Number.NaN);
      if (length !== whole.byteLength) throw new StorageError(new Error('S3 does not have what it was given'));
      return whole.byteLength;
    },
    async get(key) {
      return (await send('GET', key))?.body ?? undefined;
    },
    async delete(key) {
      await (await send('DELETE', key))?.body?.cancel();
    },
  };
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}
