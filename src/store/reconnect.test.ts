import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { contextOf, exchangeId, idMaker, sampleObjective } from '#tests/fixtures.ts';
import { storeBytes } from './blobs.ts';
import { CarnetDb } from './db.ts';
import { listRows } from './queries/rows.ts';
import { listWaiting } from './queries/sync.ts';
import { openStore, type Store } from './store.ts';
import { queueWrite, writeDurably } from './write.ts';

const newId = idMaker(0x4c);
let store: Store;

beforeEach(() => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentor'), { now: Date.now, fillRandom }, new CarnetDb(newId()));
});

/** Safari's words when the process behind its database has ended. */
const lost = () =>
  new DOMException('Connection to Indexed Database server lost. Refresh the page to try again', 'UnknownError');

/** Fails the next writes of this many outbox entries, in the middle of their transaction. */
function failWrites(times: number, failure: () => Error): void {
  let left = times;
  store.db.outbox.hook('creating', () => {
    left -= 1;
    if (left >= 0) throw failure();
  });
}

const add = () => store.mutate('objective.add', sampleObjective(newId()));
const count = async () => [(await listRows(store, 'objective')).length, (await listWaiting(store)).entries.length];

test('a connection that the browser closed between two writes is opened anew', async () => {
  await add();
  store.db.backendDB().close();
  expect(await add()).toBeUndefined();
  expect(await count()).toEqual([2, 2]);
});

test('a connection that is lost in the middle of a write is opened anew, and the write is there once', async () => {
  await add();
  failWrites(1, lost);
  expect(await add()).toBeUndefined();
  expect(await count()).toEqual([2, 2]);
  expect((await listWaiting(store)).entries.map(({ seq }) => seq)).toEqual([1, 2]);
});

test('a write whose connection is lost when it is on the disk already is there once', async () => {
  const objective = sampleObjective(newId());
  await store.mutate('objective.add', objective);
  const changes = { id: objective.id, changes: { title: 'ours' } };
  for (const [name, args] of [
    ['objective.add', sampleObjective(newId())] as const,
    ['objective.edit', changes] as const,
  ]) {
    const entry = { id: newId(), name, args, queuedAt: 1 };
    const write = () => writeDurably(store.db, () => queueWrite(store.db, store.context, entry));
    expect(await write()).toBeUndefined();
    expect(await write()).toBeUndefined();
  }
  expect(await count()).toEqual([2, 3]);
});

test('a connection that stays lost is said, and nothing is half written', async () => {
  await add();
  failWrites(2, lost);
  await expect(add()).rejects.toMatchObject({ code: 'storage_failed' });
  expect(await count()).toEqual([1, 1]);
});

test('a full disk is not tried twice', async () => {
  failWrites(1, () => new DOMException('full', 'QuotaExceededError'));
  await expect(add()).rejects.toMatchObject({ code: 'storage_full' });
  expect(await count()).toEqual([0, 0]);
});

test('S6: a photo survives a connection that is lost while it is written', async () => {
  let left = 1;
  store.db.blobs.hook('creating', () => {
    left -= 1;
    if (left >= 0) throw lost();
  });
  const bytes = new TextEncoder().encode('photo').buffer;
  const { hash } = await storeBytes(store.db, exchangeId, { bytes, type: 'image/jpeg' }, 1);
  expect((await store.db.blobBytes.get(hash))?.bytes.byteLength).toBe(5);
  expect(await store.db.blobs.count()).toBe(1);
});

test('S11: a database that was let go of for another tab is not opened again', async () => {
  await add();
  store.db.troubles.letGo('taken');
  await expect(add()).rejects.toMatchObject({ code: 'app_outdated' });
});
