import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { Exchange } from '#domain/exchange/schema.ts';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { getExchange } from '#store/queries/exchange.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, sampleExchange } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { HubClosing } from './hub-closing.tsx';

const newId = idMaker(0x5c);
let store: Store;

function Screen() {
  const opened = useStore();
  const exchange = useLive(() => getExchange(opened), [opened]);
  return exchange ? <HubClosing exchange={exchange} /> : null;
}

async function open(at: string, exchange: Exchange = sampleExchange): Promise<void> {
  const now = () => Date.parse(at);
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('hub'), { now, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, sampleExchange.id, 'exchange', exchange);
  await openScreen(store, '/hub/exchange', <Screen />);
  await screen.findByText('State of the exchange');
}

afterEach(cleanup);

const press = (name: string) => fireEvent.click(screen.getAllByRole('button', { name }).at(-1) as HTMLElement);
const during = '2026-05-13T08:00:00Z';
const after = '2026-05-20T08:00:00Z';

test('it is cancelled for a reason, which both sides read, and opened again', async () => {
  await open(during);
  press('Cancel the exchange');
  await screen.findByRole('dialog', { name: 'Cancel this exchange?' });
  press('Cancel the exchange');
  await screen.findByText('Say why the exchange is cancelled.');
  fireEvent.input(screen.getByLabelText('Reason'), { target: { value: 'Немає візи' } });
  await screen.findByDisplayValue('Немає візи');
  press('Cancel the exchange');
  await screen.findByText(/The CEE Hub cancelled this exchange on/);
  screen.getByText('Немає візи');
  expect(await getExchange(store)).toMatchObject({ cancelled: 'Немає візи', closedAt: during.replace('Z', '.000Z') });
  press('Open it again');
  await screen.findByRole('button', { name: 'Cancel the exchange' });
  expect(await getExchange(store)).toMatchObject({ cancelled: null, closedAt: null });
  expect((await store.db.outbox.toArray()).map(({ name }) => name)).toEqual(['exchange.cancel', 'exchange.reopen']);
  expect(await store.db.drafts.count()).toBe(0);
});

test('it is closed once the visit is over, with or without a reason', async () => {
  await open(during);
  expect(screen.queryByRole('button', { name: 'Close the exchange' })).toBeNull();
  cleanup();
  await open(after);
  press('Close the exchange');
  await screen.findByRole('dialog', { name: 'Close this exchange?' });
  press('Close the exchange');
  await screen.findByText(/The CEE Hub closed this exchange on/);
  expect(await getExchange(store)).toMatchObject({ closedWhy: null, closedAt: after.replace('Z', '.000Z') });
});

test('a reason that was begun is still there when the dialog is opened again', async () => {
  await open(during);
  press('Cancel the exchange');
  fireEvent.input(await screen.findByLabelText('Reason'), { target: { value: 'Begun' } });
  press('Keep it open');
  await waitFor(() => expect(screen.queryByText('Cancel this exchange?')).toBeNull());
  press('Cancel the exchange');
  await screen.findByDisplayValue('Begun');
  expect(await store.db.outbox.count()).toBe(0);
});
