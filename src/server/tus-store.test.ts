import { createHash } from 'node:crypto';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Upload } from '@tus/server';
import { expect, test, vi } from 'vitest';
import { pieceKey } from './blobs/blob-port.ts';
import { openFolderBlobs } from './blobs/folder.ts';
import { StorageError } from './storage.ts';
import { createExchange, newId, openTestApp, type TestApp } from './test-app.ts';
import { TusStore } from './tus-store.ts';

const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(996, 7)]);
const hash = createHash('sha256').update(bytes).digest('hex');

const full = new StorageError(new Error('no space left on device'));

/** An upload that has begun, over the real storage and the real folder. */
async function beginUpload(app: TestApp) {
  const exchange = await createExchange(app);
  const store = new TusStore(app.services);
  const metadata = { sha256: hash, exchange, type: 'image/jpeg', device: newId() };
  await store.create(new Upload({ id: 'one', size: bytes.length, offset: 0, metadata }));
  return { store, exchange };
}

function pieces({ dataDir }: TestApp): Promise<string[]> {
  return readdir(join(dataDir, 'blobs', 'pieces'));
}

test('S6: on a full disk each try leaves nothing behind, and the upload goes on when there is room', async () => {
  await using app = await openTestApp();
  const { store, exchange } = await beginUpload(app);
  await store.write(Readable.from([bytes.subarray(0, 400)]), 'one', 0);
  const { blobs } = app.services;
  const put = blobs.put.bind(blobs);
  const disk = vi.spyOn(blobs, 'put');
  // There is room for the pieces, and none for the whole that is joined from them.
  disk.mockImplementation((key, content) => (key.startsWith('blobs/') ? Promise.reject(full) : put(key, content)));
  for (let tries = 0; tries < 3; tries += 1) {
    await expect(store.write(Readable.from([bytes.subarray(400)]), 'one', 400)).rejects.toThrow(StorageError);
  }
  expect(await pieces(app)).toHaveLength(1);
  expect((await store.getUpload('one')).offset).toBe(400);
  expect(await app.services.storage.files.findBlob(exchange, hash)).toBeUndefined();

  disk.mockRestore();
  expect(await store.write(Readable.from([bytes.subarray(400)]), 'one', 400)).toBe(bytes.length);
  expect(await app.services.storage.files.findBlob(exchange, hash)).toMatchObject({ size: bytes.length });
  expect(await pieces(app)).toEqual([]);
});

test('S6: a piece that the database had no room to note down is removed again', async () => {
  await using app = await openTestApp();
  const { store } = await beginUpload(app);
  vi.spyOn(app.services.storage.files, 'advanceUpload').mockRejectedValueOnce(full);
  await expect(store.write(Readable.from([bytes.subarray(0, 400)]), 'one', 0)).rejects.toThrow(StorageError);
  expect(await pieces(app)).toEqual([]);
  expect(await store.write(Readable.from([bytes.subarray(0, 400)]), 'one', 0)).toBe(400);
});

test('S6: a piece that a killed process left unnamed goes with a later start, and one of a living upload stays', async () => {
  await using app = await openTestApp();
  const folder = join(app.dataDir, 'blobs');
  const days = (count: number) => Date.now() / 1000 - count * 24 * 60 * 60;
  for (const [upload, age] of [
    ['dead', 8.1],
    ['living', 6.9],
  ] as const) {
    const key = pieceKey(upload, '0');
    await app.services.blobs.put(key, Readable.from([bytes]));
    await utimes(join(folder, key), days(age), days(age));
  }
  await openFolderBlobs(folder);
  expect(await pieces(app)).toEqual(['living-0']);
});
