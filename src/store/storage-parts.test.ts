import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { contextOf, exchangeId, idMaker } from '#tests/fixtures.ts';
import { storeBytes, storeDownload } from './blobs.ts';
import { CarnetDb } from './db.ts';
import { measureFiles } from './storage-parts.ts';
import { openStore } from './store.ts';

const newId = idMaker(0xc7);
const bytesOf = (length: number) => new Uint8Array(length).fill(length).buffer;

test('what only stands here is told from what the server has, and bytes in two exchanges are counted once', async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const store = openStore(contextOf('mentor'), { now: () => 1, fillRandom }, new CarnetDb(newId()));
  await storeBytes(store.db, exchangeId, { bytes: bytesOf(300), type: 'image/jpeg' }, 1);
  const hash = await hashOf(bytesOf(200));
  await storeDownload(store.db, exchangeId, { hash, type: 'image/jpeg', bytes: bytesOf(200) }, 1);
  await storeDownload(store.db, newId(), { hash, type: 'image/jpeg', bytes: bytesOf(200) }, 1);
  expect(await measureFiles(store)).toEqual({ sent: 200, waiting: 300, originals: 0 });
});

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
