import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import ICAL from 'ical.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { listWaiting } from '#store/queries/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, people, sampleExchange } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { FollowUpPage } from './follow-up.tsx';

const newId = idMaker(0xca);
const now = Date.parse('2026-05-20T07:30:00Z');
let store: Store;

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentee'), { now: () => now, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, sampleExchange.id, 'exchange', sampleExchange);
});
afterEach(cleanup);

const queued = async () => (await listWaiting(store)).entries.map(({ name, args }) => ({ name, args }));
const open = (device: Parameters<typeof openScreen>[3]) => openScreen(store, '/plan/call', <FollowUpPage />, device);
const proposed = {
  id: sampleExchange.id,
  start: '2026-06-10T14:00:00.000Z',
  link: 'https://meet.example.org/x',
  proposedBy: people.mentor,
  side: 'mentor' as const,
  acceptedBy: null,
  done: false,
  sequence: 2,
};

test('a time is proposed by the own clock, and shown by both', async () => {
  await open({ zone: () => 'Asia/Tbilisi' });
  fireEvent.input(await screen.findByLabelText('Day'), { target: { value: '2026-06-10' } });
  fireEvent.input(screen.getByLabelText('Time'), { target: { value: '18:00' } });
  await screen.findByText('Wednesday 10 June, 18:00 (Tbilisi) · Wednesday 10 June, 16:00 (Prague)');
  fireEvent.click(screen.getByRole('button', { name: 'Propose' }));
  await screen.findByText('A time is proposed');
  expect(await queued()).toEqual([{ name: 'call.propose', args: { start: '2026-06-10T14:00:00.000Z', link: '' } }]);
});

test('the other side accepts the time that it saw, and takes it into a calendar that knows a moved call again', async () => {
  await putRow(store.db, sampleExchange.id, 'followUp', proposed);
  const saved: Blob[] = [];
  await open({ zone: () => 'Europe/Prague', saveFile: async (file) => void saved.push(file) });
  fireEvent.click(await screen.findByRole('button', { name: 'Accept this time' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Save for my calendar' }));
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(await queued()).toEqual([{ name: 'call.accept', args: { start: proposed.start } }]);
  const calendar = new ICAL.Component(ICAL.parse((await saved[0]?.text()) ?? ''));
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
  expect(event.uid).toBe(`${sampleExchange.id}-call@carnet`);
  expect(event.sequence).toBe(2);
  expect(event.startDate.toJSDate().toISOString()).toBe(proposed.start);
  expect(event.endDate.toJSDate().toISOString()).toBe('2026-06-10T15:00:00.000Z');
});

test('who proposed it can’t accept it, and an empty form says what is missing', async () => {
  await putRow(store.db, sampleExchange.id, 'followUp', { ...proposed, side: 'mentee' });
  await open({ zone: () => 'Europe/Prague' });
  await screen.findByText('Waits for: Mentor');
  expect(screen.queryByRole('button', { name: 'Accept this time' })).toBeNull();
  cleanup();
  await store.db.rows.delete([sampleExchange.id, 'followUp', sampleExchange.id]);
  await open({ zone: () => 'Europe/Prague' });
  fireEvent.click(await screen.findByRole('button', { name: 'Propose' }));
  await screen.findByText('Choose a day.');
  expect(await queued()).toEqual([]);
});

test('the own note is changed, and nobody else’s', async () => {
  const note = { at: '2026-05-19T10:00:00.000Z' };
  const own = { ...note, id: newId(), words: 'Three clubs left', participantId: people.mentee };
  await putRow(store.db, sampleExchange.id, 'callNote', own);
  const other = { ...note, id: newId(), words: 'Call again', participantId: people.mentor };
  await putRow(store.db, sampleExchange.id, 'callNote', other);
  await open({ zone: () => 'Europe/Prague' });
  fireEvent.click(await screen.findByRole('button', { name: 'Edit note: Three clubs left' }));
  expect(screen.queryByRole('button', { name: 'Edit note: Call again' })).toBeNull();
  const dialog = within(await screen.findByRole('dialog'));
  const area = await dialog.findByLabelText('Note of the call');
  fireEvent.input(area, { target: { value: ' ' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
  await dialog.findByText('Write the note.');
  fireEvent.input(area, { target: { value: 'Four clubs left' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(await queued()).toEqual([{ name: 'callnote.edit', args: { id: own.id, words: 'Four clubs left' } }]);
});

test('a refused time comes back into its form by the clock of the phone, and another takes its place', async () => {
  const rejection = {
    id: newId(),
    exchangeId: sampleExchange.id,
    name: 'call.propose',
    args: { start: '2026-06-10T14:00:00.000Z', link: 'Room 5' },
    code: 'args_invalid',
    detail: null,
    queuedAt: now,
    rejectedAt: now,
  } as const;
  await store.db.rejections.put(rejection);
  await openScreen(store, `/plan/call?correct=${rejection.id}`, <FollowUpPage />, { zone: () => 'Asia/Tbilisi' });
  const day = await screen.findByLabelText<HTMLInputElement>('Day');
  await waitFor(() => expect(day.value).toBe('2026-06-10'));
  expect(screen.getByLabelText<HTMLInputElement>('Time').value).toBe('18:00');
  fireEvent.input(day, { target: { value: '2026-06-11' } });
  fireEvent.click(screen.getByRole('button', { name: 'Propose' }));
  await waitFor(async () => expect(await store.db.rejections.count()).toBe(0));
  const args = { start: '2026-06-11T14:00:00.000Z', link: 'Room 5' };
  expect(await queued()).toEqual([{ name: 'call.propose', args }]);
});
