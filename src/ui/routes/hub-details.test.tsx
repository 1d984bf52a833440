import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Role } from '#domain/scalars.ts';
import { CarnetDb, freshReplica } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { getExchange } from '#store/queries/exchange.ts';
import { listRows } from '#store/queries/rows.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, sampleExchange } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { HubDetailsPage } from './hub-details.tsx';

const newId = idMaker(0x4e);
const now = Date.parse('2026-05-01T07:30:00Z');
let store: Store;

async function open(role: Role = 'hub', path = '/hub/details'): Promise<void> {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf(role), { now: () => now, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, sampleExchange.id, 'exchange', sampleExchange);
  await store.db.replicas.put({ ...freshReplica(sampleExchange.id), cursor: 1, downloadedAt: now });
  await openScreen(store, path, <HubDetailsPage />);
}

beforeEach(() => history.replaceState(null, '', '/hub/details'));
afterEach(cleanup);

const written = async () => (await store.db.outbox.toArray()).map(({ name }) => name);

test('only what was changed is sent', async () => {
  await open();
  const city = await screen.findByLabelText('Host city');
  fireEvent.input(city, { target: { value: 'Olomouc' } });
  fireEvent.change(screen.getByLabelText('Currency'), { target: { value: 'CZK' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('Saved on this device');
  expect(await getExchange(store)).toEqual({ ...sampleExchange, hostCity: 'Olomouc', currency: 'CZK' });
  const [entry] = await store.db.outbox.toArray();
  expect(entry?.args).toEqual({ id: sampleExchange.id, changes: { hostCity: 'Olomouc', currency: 'CZK' } });
});

test('dates that do not fit are said at their field, and nothing is written', async () => {
  await open();
  fireEvent.input(await screen.findByLabelText('Last day of the visit'), { target: { value: '2026-05-01' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('The visit ends before it begins.');
  expect(await written()).toEqual([]);
});

test('a participant is added with the community of their side, and corrected afterwards', async () => {
  await open();
  fireEvent.click(await screen.findByRole('button', { name: 'Add a person' }));
  fireEvent.input(await screen.findByLabelText('Name'), { target: { value: 'Олена' } });
  fireEvent.change(screen.getByLabelText('Side'), { target: { value: 'mentor' } });
  fireEvent.click(screen.getAllByRole('button', { name: 'Save' }).at(-1) as HTMLElement);
  await waitFor(async () =>
    expect(await listRows(store, 'participant')).toMatchObject([
      { name: 'Олена', role: 'mentor', community: sampleExchange.mentorCommunity, lead: false },
    ]),
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  fireEvent.click(await screen.findByRole('button', { name: 'Edit Олена' }));
  fireEvent.click(await screen.findByLabelText('Leads this side'));
  fireEvent.click(screen.getAllByRole('button', { name: 'Save' }).at(-1) as HTMLElement);
  await waitFor(async () => expect(await listRows(store, 'participant')).toMatchObject([{ lead: true }]));
  expect(await written()).toEqual(['participant.add', 'participant.edit']);
});

test('the pair is told that this is the Hub’s', async () => {
  await open('mentor');
  await screen.findByText('This place is for the staff of the CEE Hub.');
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
});
