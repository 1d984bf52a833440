import { afterEach, expect, test, vi } from 'vitest';
import type { FirstLook } from '#store/queries/today.ts';
import { sampleExchange } from '#tests/fixtures.ts';
import { firstScreen } from './first-screen.ts';

afterEach(() => vi.useRealTimers());

const look: FirstLook = {
  ...{ exchange: sampleExchange, downloaded: true, sessions: [], people: new Map(), objectives: [], questions: [] },
};

test('what Today shows is there for its first look, and no more when it has been drawn', async () => {
  const first = firstScreen(async () => look, '/today');
  expect(first.looked.value).toBe(false);
  await vi.waitFor(() => expect(first.looked.value).toBe(true));
  expect(first.firstLook()).toBe(look);
  expect(first.standing.value).toBe(false);

  first.shown();
  await first.stands;
  await vi.waitFor(() => expect(first.standing.value).toBe(true), 20_000);
  expect(first.firstLook()).toBeUndefined();
});

test('a database that does not answer keeps the screen empty for a moment only', async () => {
  vi.useFakeTimers();
  const first = firstScreen(() => new Promise(() => undefined), '/today');
  await vi.advanceTimersByTimeAsync(499);
  expect(first.looked.value).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(first.looked.value).toBe(true);
  expect(first.firstLook()).toBeUndefined();
});

test('a database that cannot be read leaves it to Today to say so', async () => {
  const first = firstScreen(() => Promise.reject(new Error('the disk is broken')), '/');
  await vi.waitFor(() => expect(first.looked.value).toBe(true));
  expect(first.firstLook()).toBeUndefined();
});

test('no other screen waits, nor reads what Today shows', async () => {
  const read = vi.fn(async () => look);
  const first = firstScreen(read, '/expenses');
  expect(first.looked.value).toBe(true);
  await first.stands;
  await vi.waitFor(() => expect(first.standing.value).toBe(true), 20_000);
  expect(read).not.toHaveBeenCalled();
});
