import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { openStore } from '#store/store.ts';
import { contextOf, idMaker, sampleExchange } from '#tests/fixtures.ts';
import { firstScreen } from './first-screen.ts';

const newId = idMaker(0xf5);
afterEach(() => vi.useRealTimers());

function openSample() {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  return openStore(contextOf('mentee'), { now: Date.now, fillRandom }, new CarnetDb(newId()));
}

test('what Today shows is there for its first look, and no more when it has been drawn', async () => {
  const store = openSample();
  await putRow(store.db, sampleExchange.id, 'exchange', sampleExchange);
  const first = firstScreen(store, '/today');
  await first.read;
  expect(first.takeToday()?.exchange).toEqual(sampleExchange);
  expect(first.standing.value).toBe(false);

  first.shown();
  await first.stands;
  await vi.waitFor(() => expect(first.standing.value).toBe(true), 20_000);
  expect(first.takeToday()).toBeUndefined();
});

test('a database that does not answer keeps the screen empty for a moment only', async () => {
  vi.useFakeTimers();
  const store = openSample();
  store.db.on('ready', () => new Promise(() => undefined));
  const first = firstScreen(store, '/today');
  const isRead = vi.fn();
  void first.read.then(isRead);
  await vi.advanceTimersByTimeAsync(499);
  expect(isRead).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(isRead).toHaveBeenCalled();
  expect(first.takeToday()).toBeUndefined();
});

test('a database that cannot be read leaves it to Today to say so', async () => {
  const store = openSample();
  store.db.close();
  const first = firstScreen(store, '/');
  await first.read;
  expect(first.takeToday()).toBeUndefined();
});

test('no other screen waits', async () => {
  const first = firstScreen(openSample(), '/expenses');
  await first.read;
  await first.stands;
  await vi.waitFor(() => expect(first.standing.value).toBe(true), 20_000);
});
