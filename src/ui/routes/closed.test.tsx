import 'fake-indexeddb/auto';
import { cleanup, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { Exchange } from '#domain/exchange/schema.ts';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { openStore } from '#store/store.ts';
import { contextOf, idMaker, sampleExchange } from '#tests/fixtures.ts';
import { renderScreen } from '../components/test-app.tsx';
import { PlanPage } from './plan.tsx';
import { ActionItems } from './report-actions.tsx';
import { SchedulePage } from './schedule.tsx';

const newId = idMaker(0x5d);
const closed: Exchange = { ...sampleExchange, closedAt: '2026-05-20T08:00:00.000Z', closedWhy: 'Усе зроблено' };

async function open(exchange: Exchange, url: string, page: preact.ComponentChildren) {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const store = openStore(contextOf('mentee'), { now: () => Date.UTC(2026, 4, 21), fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, sampleExchange.id, 'exchange', exchange);
  await renderScreen(store, url, page, {});
}

afterEach(cleanup);

test('the plan of a closed exchange says why nothing can be changed, and offers nothing that would be refused', async () => {
  await open(closed, '/plan', <PlanPage />);
  await screen.findByText('Усе зроблено');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Add objective' })).toBeNull());
  expect(screen.queryAllByRole('button').map(({ textContent }) => textContent)).toEqual([]);
  cleanup();
  await open(sampleExchange, '/plan', <PlanPage />);
  expect((await screen.findAllByRole('button')).length).toBeGreaterThan(2);
});

test('the schedule of a closed exchange has no tools, and says so', async () => {
  await open(closed, '/plan/schedule', <SchedulePage />);
  await screen.findByText(/what stands here can be read/);
  expect(screen.queryAllByRole('button').map(({ textContent }) => textContent)).toEqual([]);
  expect(screen.queryByRole('link', { name: /template/i })).toBeNull();
});

test('a form that was opened with the words of a refused write stays', async () => {
  const items = <ActionItems items={[]} unsent={new Set()} editing={undefined} onEdit={() => 0} onClose={() => 0} />;
  await open(closed, '/report?action=new', items);
  await waitFor(() => expect(screen.queryByRole('button')).toBeNull());
  cleanup();
  await open(closed, '/report?action=new&correct=x', items);
  await screen.findByRole('button', { name: 'Add action item' });
});
