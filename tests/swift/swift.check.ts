import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { maxFileBytes } from '#domain/expense/schema.ts';
import { createApp } from '#server/app.ts';
import { openS3Blobs } from '#server/blobs/s3.ts';
import { closeServices, openServices } from '#server/services.ts';
import { StorageError } from '#server/storage.ts';
import { bearer, createExchange, signIn, type TestApp } from '#server/test-app.ts';
import { verify } from '#server/verify.ts';
import { blobContract } from '../contract/blob-contract.ts';
import { type Swift, startSwift } from './swift-server.ts';

/** `npm run swift`: the blob port, and uploads through the whole server, on an S3 of other people's making. */

let folder = '';
let swift: Swift;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carnet-swift-'));
  swift = await startSwift(folder);
}, 300_000);

afterAll(async () => {
  swift?.stop();
  await rm(folder, { recursive: true, force: true });
});

blobContract('Swift', async () => openS3Blobs(swift.options));

test('a stranger’s key is a StorageError', async () => {
  const stranger = openS3Blobs({ ...swift.options, secretAccessKey: 'wrong' });
  await expect(stranger.get('a/b')).rejects.toBeInstanceOf(StorageError);
});

test('the largest photo comes in pieces through the server, is joined, and is what verify finds in the store', async () => {
  const services = await openServices(join(folder, 'data'), () => {}, { s3: swift.options });
  const http = createApp(services);
  const app: TestApp = {
    services,
    dataDir: folder,
    fetch: async (path, init) => http.fetch(new Request(`http://localhost:8787${path}`, init)),
    [Symbol.asyncDispose]: () => closeServices(services),
  };
  await using _ = app;
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const bytes = randomBytes(maxFileBytes);
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]).copy(bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const encode = (text: string) => Buffer.from(text).toString('base64');
  const headers = { ...bearer(device.token), 'Tus-Resumable': '1.0.0' };
  const claim = `sha256 ${encode(hash)},exchange ${encode(exchangeId)},type ${encode('image/jpeg')}`;
  const created = await app.fetch('/api/uploads', {
    method: 'POST',
    headers: { ...headers, 'Upload-Length': String(bytes.byteLength), 'Upload-Metadata': claim },
  });
  const url = created.headers.get('location') ?? '';
  const step = 5_000_000;
  for (let at = 0; at < bytes.byteLength; at += step) {
    const body = bytes.subarray(at, at + step);
    const type = { 'Content-Type': 'application/offset+octet-stream', 'Content-Length': String(body.byteLength) };
    const sent = await app.fetch(url, {
      method: 'PATCH',
      headers: { ...headers, ...type, 'Upload-Offset': String(at) },
      body,
    });
    expect(sent.status).toBe(204);
  }
  const back = await app.fetch(`/api/exchanges/${exchangeId}/blobs/${hash}`, { headers });
  expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true);
  expect(await verify(services)).toMatchObject({ files: 1, bytes: maxFileBytes, faults: [] });
  await services.blobs.delete(`blobs/${exchangeId}/${hash}`);
  expect((await verify(services)).faults).toEqual([`file ${exchangeId}/${hash} is missing`]);
});
