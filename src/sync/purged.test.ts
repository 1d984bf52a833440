import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { storeBytes, storeDownload, wantFiles } from '#store/blobs.ts';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { isPurged } from '#store/forget-purged.ts';
import { readBlob } from '#store/queries/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, exchangeId, idMaker, sampleExpense, sampleReceipt } from '#tests/fixtures.ts';
import { downloadBlobs, uploadBlobs } from './blobs.ts';
import { exchangeCopies } from './copies.ts';
import { createTransport } from './transport.ts';

const newId = idMaker(0xc7);
const now = Date.parse('2031-05-12T07:30:00Z');
const policy = { maySend: () => true, mayFetch: () => true };
let store: Store;
let asked: string[];

beforeEach(() => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentor'), { now: () => now, fillRandom }, new CarnetDb(newId()));
  asked = [];
});

const gone = () => Response.json({ type: 'error', code: 'file_purged' }, { status: 410 });

/** A server that has purged every file that it is asked about. */
const transport = createTransport({
  origin: 'https://carnet.example',
  token: 'token',
  fetch: async (request) => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    if (request.method === 'HEAD') return new Response(null, { status: 410 });
    if (!request.url.endsWith('/copies')) return gone();
    const { have, ask } = await request.json();
    return Response.json({ type: 'copies', seen: [], missing: [], purged: [...have, ...ask] });
  },
});

const bytesOf = (content: string) => new TextEncoder().encode(content).buffer;

async function capture(content: string): Promise<string> {
  const { hash } = await storeBytes(store.db, exchangeId, { bytes: bytesOf(content), type: 'image/jpeg' }, now);
  const expenseId = newId();
  await putRow(store.db, exchangeId, 'expense', sampleExpense(expenseId));
  await putRow(store.db, exchangeId, 'receipt', sampleReceipt(newId(), expenseId, hash));
  return hash;
}

async function expectForgotten(hash: string): Promise<void> {
  const record = await store.db.blobs.get([exchangeId, hash]);
  expect(record && isPurged(record)).toBe(true);
  expect(await readBlob(store, hash)).toBeUndefined();
  expect(await store.db.blobBytes.get(hash)).toBeUndefined();
  // Whatever is asked next, it is not about this file.
  asked = [];
  expect(await uploadBlobs(store, transport, policy, () => true)).toBe(true);
  expect(await downloadBlobs(store, transport, policy, () => true)).toBe(true);
  await exchangeCopies(store, transport);
  expect(asked.filter((line) => line.includes(hash) || line.includes('/uploads'))).toEqual([]);
}

test('a receipt that is sent after its time is refused once, and removed here', async () => {
  const hash = await capture('lunch');
  expect(await uploadBlobs(store, transport, policy, () => true)).toBe(true);
  expect(asked).toHaveLength(1);
  await expectForgotten(hash);
});

test('the daily question removes what this phone took and what it received', async () => {
  const own = await capture('tram');
  await store.db.blobs.update([exchangeId, own], { state: 'confirmed', confirmedAt: now });
  const bytes = bytesOf('hotel');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const received = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  await storeDownload(store.db, exchangeId, { hash: received, type: 'image/jpeg', bytes }, now);
  await exchangeCopies(store, transport);
  for (const hash of [own, received]) await expectForgotten(hash);
});

test('a receipt that never came here is asked for once, also when the person wanted it', async () => {
  const hash = 'e'.repeat(64);
  const expenseId = newId();
  await putRow(store.db, exchangeId, 'expense', sampleExpense(expenseId));
  await putRow(store.db, exchangeId, 'receipt', sampleReceipt(newId(), expenseId, hash));
  await wantFiles(store.db, exchangeId, [hash]);
  expect(await downloadBlobs(store, transport, policy, () => true)).toBe(true);
  expect(asked).toHaveLength(1);
  await expectForgotten(hash);
});

test('bytes that another exchange has, too, stay for it', async () => {
  const hash = await capture('shared');
  const [other] = [newId()];
  await storeBytes(store.db, other, { bytes: bytesOf('shared'), type: 'image/jpeg' }, now);
  await uploadBlobs(store, transport, policy, () => true);
  expect(await store.db.blobBytes.get(hash)).toBeDefined();
  expect(await store.db.blobs.get([other, hash])).toMatchObject({ state: 'waiting' });
});
