import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarnetDb, type StoredRejection } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { listRejections, listWaiting } from '#store/queries/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, sampleExchange, sampleSession } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { SyncPage } from './sync.tsx';

const newId = idMaker(0x5c);
const now = Date.parse('2026-05-12T07:30:00Z');
const session = sampleSession(newId(), 'Write the handover');
let store: Store;

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentor'), { now: () => now, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, sampleExchange.id, 'exchange', sampleExchange);
  await putRow(store.db, sampleExchange.id, 'session', session);
});
afterEach(cleanup);

async function refuse(name: string, args: unknown): Promise<void> {
  const times = { queuedAt: now - 3_600_000, rejectedAt: now - 60_000 };
  const rejection: StoredRejection = {
    id: newId(),
    exchangeId: sampleExchange.id,
    name,
    args,
    code: 'rule_broken',
    detail: null,
    ...times,
  };
  await store.db.rejections.put(rejection);
}

async function open(): Promise<void> {
  await openScreen(store, '/more/sync', <SyncPage />);
}

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

test('a waiting write says what it is about and how old it is', async () => {
  await store.mutate('session.mark', { id: session.id, state: 'done' });
  await open();
  await screen.findByText('Mark session');
  screen.getByText('Write the handover');
  screen.getByText(/^Saved here now · not sent yet/);
  screen.getByText(/^\d+ byte$/);
});

test('a refused write shows what was typed, its money as people write it', async () => {
  await refuse('expense.edit', { id: newId(), changes: { amount: 45_050, currency: 'CZK', merchant: 'Atlas' } });
  await open();
  await screen.findByRole('heading', { name: 'Edit expense: Atlas' });
  screen.getByText('450.50 CZK');
  screen.getByText('Written 1 hour ago, refused 1 minute ago');
});

test('a refused write goes only after the question whether it may', async () => {
  await refuse('session.edit', { id: session.id, changes: { note: 'Two copies' } });
  await open();
  await press('Discard');
  const dialog = await screen.findByRole('dialog');
  within(dialog).getByText(/stands nowhere else/);
  expect(await listRejections(store)).toHaveLength(1);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Discard' }));
  await screen.findByText('Discarded: Edit session: Write the handover');
  expect(await listRejections(store)).toEqual([]);
});

test('a refused write that is tried again waits, and the screen says so', async () => {
  await refuse('session.edit', { id: session.id, changes: { note: 'Two copies' } });
  await open();
  await press('Try again');
  await screen.findByText('Waiting to be sent again: Edit session: Write the handover');
  await waitFor(async () => expect((await listWaiting(store)).entries).toHaveLength(1));
});

test('a refused write that can’t be queued stays, with the reason', async () => {
  await refuse('session.edit', { id: newId(), changes: { note: 'Two copies' } });
  await open();
  await press('Try again');
  await screen.findByText('That did not work');
  expect(await listRejections(store)).toHaveLength(1);
});
