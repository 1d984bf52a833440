import 'fake-indexeddb/auto';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { PullResponse } from '#domain/protocol.ts';
import { contextOf, exchangeId, idMaker, sampleObjective, sampleSection } from '#tests/fixtures.ts';
import { storeBytes } from './blobs.ts';
import { CarnetDb } from './db.ts';
import { applyPull } from './replica.ts';
import { openStore, type Store } from './store.ts';
import { appendText } from './text.ts';

const newId = idMaker(0x4d);

function openFresh(): Store {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  return openStore(contextOf('mentor'), { now: Date.now, fillRandom }, new CarnetDb(newId()));
}

/** How each writing transaction that `work` begins is committed. */
async function durabilitiesOf({ db }: Store, work: () => Promise<unknown>): Promise<unknown[]> {
  // Dexie keeps the method when it opens the database.
  const begin = vi.spyOn(IDBDatabase.prototype, 'transaction');
  onTestFinished(() => begin.mockRestore());
  await db.open();
  await work();
  return begin.mock.calls.filter(([, mode]) => mode === 'readwrite').map(([, , options]) => options?.durability);
}

test('S1: what a person enters is on the disk before it is called saved', async () => {
  const store = openFresh();
  const file = { bytes: new Uint8Array([1, 2, 3]).buffer, type: 'application/pdf' } as const;
  const section = sampleSection(newId());
  const found = await durabilitiesOf(store, async () => {
    await store.mutate('objective.add', sampleObjective(newId()));
    await appendText(store, section.id, 'AAA=');
    await store.db.drafts.put({ key: 'note', value: 'begun', savedAt: 1 });
    await storeBytes(store.db, exchangeId, file, 1);
  });
  expect(found.length).toBeGreaterThanOrEqual(4);
  expect(new Set(found)).toEqual(new Set(['strict']));
});

test('S4: what the server has is taken in without waiting for the disk, and as one step', async () => {
  const store = openFresh();
  const page: PullResponse = { type: 'pulled', changes: [], cursor: 1, more: false, lastSeq: 0, rejected: [] };
  const found = await durabilitiesOf(store, () => applyPull(store.db, store.context, page, 1));
  expect(found).toEqual(['relaxed']);
});
