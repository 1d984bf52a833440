import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { listWaiting } from '#store/queries/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, instant, people, sampleExchange } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { TodayPage } from './today.tsx';

const newId = idMaker(0xc4);
let today = '2026-05-13';
let store: Store;

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const now = () => Date.parse(`${today}T09:30:00Z`);
  store = openStore(contextOf('mentee'), { now, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, sampleExchange.id, 'exchange', sampleExchange);
});
afterEach(cleanup);

const open = () => openScreen(store, '/today', <TodayPage />);

test('midway, two taps tell the Hub how it goes, and it says that it waits', async () => {
  today = '2026-05-13';
  await open();
  fireEvent.click(await screen.findByRole('button', { name: 'Going well' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Send' }));
  await screen.findByText('Not sent yet: the other reads it once there is a connection.');
  expect((await listWaiting(store)).entries).toMatchObject([
    { name: 'checkin.send', args: { feeling: 'well', words: '' } },
  ]);
});

test('what was begun of a check-in is there again after a reload', async () => {
  today = '2026-05-13';
  await open();
  fireEvent.click(await screen.findByRole('button', { name: 'I need help' }));
  fireEvent.input(await screen.findByLabelText(/What the Hub should know/), {
    target: { value: 'The room is locked' },
  });
  await waitFor(async () => expect(await store.db.drafts.count()).toBe(1));
  cleanup();
  await open();
  await waitFor(() =>
    expect(screen.getByLabelText<HTMLTextAreaElement>(/What the Hub/).value).toBe('The room is locked'),
  );
});

test('the first day nobody is asked, and after the visit only what was said is shown, with its answer', async () => {
  today = '2026-05-12';
  await open();
  await screen.findByRole('button', { name: 'Add receipt' });
  expect(screen.queryByText('How is the visit going?')).toBeNull();
  cleanup();
  today = '2026-05-16';
  const onlyFor = [people.mentee, 'hub' as const];
  const checkIn = {
    id: newId(),
    participantId: people.mentee,
    feeling: 'help' as const,
    words: 'Locked',
    at: instant,
    onlyFor,
  };
  const reply = {
    id: newId(),
    checkInId: checkIn.id,
    words: 'The caretaker comes',
    participantId: people.hub,
    at: instant,
    onlyFor,
  };
  await putRow(store.db, sampleExchange.id, 'checkIn', checkIn);
  await putRow(store.db, sampleExchange.id, 'checkInReply', reply);
  await open();
  await screen.findByText('The caretaker comes');
  expect(screen.queryByText('How is the visit going?')).toBeNull();
});
