import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { listInbox } from '#store/inbox.ts';
import { putInInbox } from '#store/inbox-database.ts';
import { listExpenses } from '#store/queries/expense.ts';
import { openStore } from '#store/store.ts';
import { contextOf, idMaker, sampleExchange } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { TodayPage } from './today.tsx';

const newId = idMaker(0xca);
afterEach(cleanup);

function shared(name: string) {
  const bytes = new TextEncoder().encode(`%PDF-1.7 ${name}`).buffer;
  const whose = { participantId: null, expenseId: null };
  return { id: newId(), name, type: 'application/pdf', bytes, addedAt: Date.now(), ...whose };
}

test('shared files become a receipt each, also when the exchange arrives in the middle of it', async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const store = openStore(contextOf('mentee'), { now: Date.now, fillRandom }, new CarnetDb(newId()));
  await putInInbox([shared('tram.pdf'), shared('lunch.pdf'), shared('room.pdf')]);
  await openScreen(store, '/today', <TodayPage />);
  await screen.findByText('Not on this device yet');

  fireEvent.click(await screen.findByRole('button', { name: 'Each its own receipt' }));
  await waitFor(async () => expect(await listExpenses(store)).not.toEqual([]));
  await putRow(store.db, sampleExchange.id, 'exchange', sampleExchange);
  await screen.findByText(/Brno/);

  await waitFor(async () => {
    const files = (await listExpenses(store)).map(({ receipts }) => receipts.map(({ name }) => name));
    expect(files.sort()).toEqual([['lunch.pdf'], ['room.pdf'], ['tram.pdf']]);
  });
  await waitFor(async () => expect(await listInbox(store.context.participantId)).toEqual([]));
});
