import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import type { PullResponse } from '#domain/protocol.ts';
import { contextOf, exchangeId, idMaker, people, sampleExpense, sampleReceipt } from '#tests/fixtures.ts';
import { storeBytes, storeDownload, wantFiles } from './blobs.ts';
import { clearReceived, countClearable } from './clear-blobs.ts';
import { CarnetDb } from './db.ts';
import { putRow } from './dexie-tx.ts';
import { getBlobRecord, readBlob } from './queries/sync.ts';
import { applyPull } from './replica.ts';
import { openStore, type Store } from './store.ts';

const newId = idMaker(0xc1);
const now = Date.parse('2026-05-12T07:30:00Z');
const expenseId = newId();
let store: Store;

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentor'), { now: () => now, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, exchangeId, 'expense', sampleExpense(expenseId));
});

const bytesOf = (content: string) => new TextEncoder().encode(content).buffer;

/** A photo of the other's, as it comes from the server, with its receipt and its thumbnail. */
async function receive(content: string): Promise<{ blob: string; thumb: string }> {
  const [blob, thumb] = [await hashOf(content), await hashOf(`small ${content}`)];
  for (const [hash, words] of [
    [blob, content],
    [thumb, `small ${content}`],
  ] as const) {
    await storeDownload(store.db, exchangeId, { hash, type: 'image/jpeg', bytes: bytesOf(words) }, now);
  }
  const receipt = { ...sampleReceipt(newId(), expenseId, blob, people.mentee), thumb };
  await putRow(store.db, exchangeId, 'receipt', receipt);
  return { blob, thumb };
}

/** A photo taken here, with its receipt. */
async function capture(content: string): Promise<string> {
  const { hash } = await storeBytes(store.db, exchangeId, { bytes: bytesOf(content), type: 'image/jpeg' }, now);
  await putRow(store.db, exchangeId, 'receipt', sampleReceipt(newId(), expenseId, hash));
  return hash;
}

async function hashOf(content: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(content)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const isHere = async (hash: string) => (await readBlob(store, hash)) !== undefined;

test('originals of others go, their thumbnails stay, and their custody says that they were cleared', async () => {
  const { blob, thumb } = await receive('lunch');
  expect(await countClearable(store)).toEqual({ files: 1, bytes: 5 });
  expect(await clearReceived(store)).toEqual({ files: 1, bytes: 5 });
  expect([await isHere(blob), await isHere(thumb)]).toEqual([false, true]);
  expect(await store.db.blobs.get([exchangeId, blob])).toMatchObject({ state: 'cleared', origin: 'received' });
  expect(await getBlobRecord(store, blob)).toBeUndefined();
  expect(await countClearable(store)).toEqual({ files: 0, bytes: 0 });
});

test('nothing that was taken here goes, neither before the server has verified it nor after (S6)', async () => {
  const waiting = await capture('waiting');
  const verified = await capture('verified');
  await store.db.blobs.update([exchangeId, verified], { state: 'confirmed', confirmedAt: now });
  await clearReceived(store);
  expect([await isHere(waiting), await isHere(verified)]).toEqual([true, true]);
});

test('what a server that was set up again has to be given once more is not cleared (S6)', async () => {
  const { blob } = await receive('lunch');
  const reset: PullResponse = {
    type: 'pulled',
    changes: [],
    cursor: 1,
    more: false,
    lastSeq: 0,
    rejected: [],
    reset: true,
  };
  await applyPull(store.db, store.context, reset, now);
  await putRow(store.db, exchangeId, 'receipt', sampleReceipt(newId(), expenseId, blob, people.mentee));
  expect(await clearReceived(store)).toEqual({ files: 0, bytes: 0 });
  expect(await isHere(blob)).toBe(true);
});

test('what the person has just asked for is not cleared', async () => {
  const { blob } = await receive('lunch');
  await wantFiles(store.db, exchangeId, [blob]);
  expect(await countClearable(store)).toEqual({ files: 0, bytes: 0 });
});

test('bytes that another exchange of this participant needs stay', async () => {
  const { blob } = await receive('lunch');
  await storeDownload(store.db, newId(), { hash: blob, type: 'image/jpeg', bytes: bytesOf('lunch') }, now);
  await clearReceived(store);
  expect(await store.db.blobBytes.get(blob)).toBeDefined();
});

test('the same photo taken here after it was cleared waits for the server like any other (S6)', async () => {
  const { blob } = await receive('lunch');
  await clearReceived(store);
  expect(await capture('lunch')).toBe(blob);
  expect(await store.db.blobs.get([exchangeId, blob])).toMatchObject({ state: 'waiting', origin: 'captured' });
  await clearReceived(store);
  expect(await isHere(blob)).toBe(true);
});
