import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { openCopy } from '#domain/copy.ts';
import { readZip } from '#domain/zip/read.ts';
import { contextOf, idMaker, people } from '#tests/fixtures.ts';
import { sha256 } from './blobs.ts';
import { captureFile } from './capture.ts';
import { blobSource } from './copy-source.ts';
import { CarnetDb } from './db.ts';
import { exportAll } from './export.ts';
import {
  countOriginals,
  keepOriginal,
  listOriginals,
  readOriginal,
  removeOriginals,
  saveKeepOriginals,
} from './originals.ts';
import { openStore, type Store } from './store.ts';

const newId = idMaker(0x0a);
const owner = people.mentor;
let store: Store;

// The smallest PNG that is whole: one grey pixel.
const png = Uint8Array.fromBase64(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
);
const bytesOf = (content: string) => new TextEncoder().encode(content).buffer;

beforeEach(async () => {
  await removeOriginals(owner);
  await removeOriginals(people.mentee);
  const device = {
    now: () => 0,
    fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes),
    preparePicture: async () => ({
      picture: { bytes: bytesOf('drawn'), type: 'image/jpeg' as const },
      thumb: { bytes: bytesOf('small'), type: 'image/webp' as const },
    }),
  };
  store = openStore(contextOf('mentor'), device, new CarnetDb(newId()));
});

const capture = () => captureFile(store, new Blob([png]), 'lunch.png', 'receipt');

test('nothing is kept until the person asks for it', async () => {
  await capture();
  expect(await countOriginals(owner)).toEqual({ count: 0, bytes: 0, isFull: false });
});

test('one that is kept is the very file that was picked, beside no blob that could be uploaded', async () => {
  await saveKeepOriginals(store.db, true);
  const { blob } = await capture();
  const [kept] = await listOriginals(owner);
  expect(kept).toEqual({ hash: blob, name: 'lunch.png', size: png.length });
  expect(new Uint8Array((kept && (await readOriginal(owner, kept))) ?? new ArrayBuffer(0))).toEqual(png);
  const hashes = (await store.db.blobs.toArray()).map(({ hash }) => hash);
  expect(hashes).not.toContain(await sha256(png));
});

test('each person has their own, and removes only these', async () => {
  await keepOriginal(owner, { hash: 'a', name: '', bytes: bytesOf('one') });
  await keepOriginal(people.mentee, { hash: 'a', name: '', bytes: bytesOf('two') });
  expect(await removeOriginals(owner)).toBe(1);
  expect(await countOriginals(people.mentee)).toMatchObject({ count: 1, bytes: 3 });
});

test('a photo that can be read only once is taken in without its original', async () => {
  await saveKeepOriginals(store.db, true);
  const preparePicture: typeof store.preparePicture = async ({ bytes }) => {
    // As the worker does, which is handed them.
    structuredClone(bytes, { transfer: [bytes] });
    return {
      picture: { bytes: bytesOf('drawn'), type: 'image/jpeg' },
      thumb: { bytes: bytesOf('small'), type: 'image/webp' },
    };
  };
  const file = new File([png], 'lunch.png', { type: 'image/png' });
  const [read, reads] = [file.arrayBuffer.bind(file), { count: 0 }];
  file.arrayBuffer = () => {
    reads.count += 1;
    return reads.count === 1 ? read() : Promise.reject(new DOMException('gone', 'NotReadableError'));
  };
  const { blob } = await captureFile({ ...store, preparePicture }, file, file.name, 'receipt');
  expect(reads.count).toBe(2);
  expect(await store.db.blobBytes.get(blob)).toBeDefined();
  expect(await countOriginals(owner)).toMatchObject({ count: 0 });
});

test('beyond the bound no more are kept', async () => {
  const keep = (hash: string, size: number) =>
    keepOriginal(owner, { hash, name: '', bytes: new ArrayBuffer(size) }, 10);
  await keep('a', 6);
  await keep('b', 5);
  await keep('c', 4);
  expect((await listOriginals(owner)).map(({ hash }) => hash)).toEqual(['a', 'c']);
});

test('they make room for a photo that finds none', async () => {
  await keepOriginal(owner, { hash: 'a', name: '', bytes: bytesOf('one') });
  const { put } = store.db.blobBytes;
  let refused = 0;
  store.db.blobBytes.put = ((...args: Parameters<typeof put>) => {
    if (refused > 0) return put.apply(store.db.blobBytes, args);
    refused += 1;
    return Promise.reject(new DOMException('full', 'QuotaExceededError'));
  }) as typeof put;
  const { blob } = await capture();
  expect(refused).toBe(1);
  expect(await store.db.blobBytes.get(blob)).toBeDefined();
  expect(await countOriginals(owner)).toMatchObject({ count: 0 });
});

test('they are in the copy, from which Carnet is set up again without them', async () => {
  await saveKeepOriginals(store.db, true);
  await capture();
  const source = blobSource(await exportAll(store, { name: 'Ana', deviceId: newId(), app: '1' }));
  const names = (await readZip(source)).map(({ name }) => name);
  expect(names.filter((name) => name.startsWith('originals/'))).toEqual([expect.stringMatching(/-lunch\.png$/)]);
  expect((await openCopy(source)).data.unreadable).toEqual([]);
});
