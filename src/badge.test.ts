import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { openStore } from '#store/store.ts';
import { contextOf, idMaker, sampleObjective } from '#tests/fixtures.ts';
import { startBadge } from './badge.ts';

const newId = idMaker(0xba);
const patient = { timeout: 10_000 };

function openPhone() {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const store = openStore(contextOf('mentor'), { now: () => 0, fillRandom }, new CarnetDb(newId()));
  const shown: number[] = [];
  const badger = {
    setAppBadge: async (count: number) => void shown.push(count),
    clearAppBadge: async () => void shown.push(0),
  };
  return { store, shown, badger };
}

test('the icon bears what waits, and nothing once it has been sent', async () => {
  const { store, shown, badger } = openPhone();
  const stop = startBadge(store, badger);
  await expect.poll(() => shown, patient).toEqual([0]);
  await store.mutate('objective.add', sampleObjective(newId()));
  await store.mutate('objective.add', sampleObjective(newId()));
  await expect.poll(() => shown.at(-1), patient).toBe(2);
  await store.db.outbox.clear();
  await expect.poll(() => shown.at(-1), patient).toBe(0);
  stop();
});

test('a browser without a badge, or one that refuses, stops nothing', async () => {
  const { store } = openPhone();
  startBadge(store, {})();
  let asked = 0;
  const refusing = {
    setAppBadge: () => {
      asked += 1;
      return Promise.reject(new Error('not allowed'));
    },
  };
  const stop = startBadge(store, refusing);
  await store.mutate('objective.add', sampleObjective(newId()));
  await expect.poll(() => asked, patient).toBe(1);
  stop();
});
