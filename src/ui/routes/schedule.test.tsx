import 'fake-indexeddb/auto';
import { cleanup, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, sampleExchange } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { SchedulePage } from './schedule.tsx';

const newId = idMaker(0x5c);
const aWeekBefore = Date.parse('2026-05-05T07:30:00Z');
let store: Store;

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentor'), { now: () => aWeekBefore, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, sampleExchange.id, 'exchange', sampleExchange);
});
afterEach(cleanup);

async function openFrom(zone: string): Promise<void> {
  await openScreen(store, '/plan/schedule', <SchedulePage />, { zone: () => zone });
  await screen.findByText(/^Times in Brno/);
}

test('the own time stands beside the host’s for somebody whose clock shows another', async () => {
  await openFrom('Europe/Chisinau');
  expect(screen.getByText('Your own time (Chisinau) stands beside.')).toBeTruthy();
});

test('a clock that shows the host’s time needs no words about it', async () => {
  await openFrom('Europe/Vienna');
  expect(screen.queryByText(/stands beside/)).toBeNull();
});
