import 'fake-indexeddb/auto';
import { cleanup, screen } from '@testing-library/preact';
import type { ComponentType } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarnetDb, freshReplica } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, sampleExchange, sampleObjective, sampleSession } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { ExpensesPage } from './expenses.tsx';
import { PlanPage } from './plan.tsx';
import { ReportPage } from './report.tsx';
import { SchedulePage } from './schedule.tsx';
import { TodayPage } from './today.tsx';

const newId = idMaker(0x4b);
const now = Date.parse('2026-05-12T07:30:00Z');
let store: Store;

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('hub'), { now: () => now, fillRandom }, new CarnetDb(newId()));
  const { id } = sampleExchange;
  await putRow(store.db, id, 'exchange', sampleExchange);
  await putRow(store.db, id, 'objective', sampleObjective(newId(), 'Run a club'));
  await putRow(store.db, id, 'session', sampleSession(newId(), 'Co-working'));
  const action = { id: newId(), order: 'B', what: 'Call', who: '', due: null, done: false, note: '' };
  await putRow(store.db, id, 'actionItem', action);
  await store.db.replicas.put({ ...freshReplica(id), cursor: 1, downloadedAt: now });
});
afterEach(cleanup);

/** Whatever the hub presses here, the server refuses (roles in src/domain/*\/mutators.ts). */
const writing = /add|edit|mark|move|undo|save|choose|take|without/i;

test.each<[string, ComponentType]>([
  ['/today', TodayPage],
  ['/plan', PlanPage],
  ['/plan/schedule', SchedulePage],
  ['/expenses', ExpensesPage],
  ['/report', ReportPage],
])('%s offers Hub staff nothing that the server refuses, and says why', async (path, Screen) => {
  await openScreen(store, path, <Screen />);
  await screen.findByText(/You are here as the CEE Hub/);
  expect(screen.queryAllByRole('button', { name: writing })).toEqual([]);
  expect(screen.queryAllByRole('link', { name: writing })).toEqual([]);
  expect(screen.queryAllByRole('checkbox').filter((tick) => !(tick as HTMLInputElement).disabled)).toEqual([]);
});
