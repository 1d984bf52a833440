import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { Route, Router } from 'preact-iso/router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { getRow } from '#store/queries/rows.ts';
import { listWaiting } from '#store/queries/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, people, sampleExchange, sampleSession } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { SessionPage } from './schedule-session.tsx';

const newId = idMaker(0x5e);
const now = Date.parse('2026-05-12T07:30:00Z');
const row = { ...sampleSession(newId(), 'Write the handover'), place: 'Library' };
const planned = { day: row.day, start: row.start, end: row.end };
const stamp = expect.objectContaining({ at: new Date(now).toISOString() });
let store: Store;

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentor'), { now: () => now, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, sampleExchange.id, 'exchange', sampleExchange);
  await fromElsewhere(row);
});
afterEach(cleanup);

/** As a pull brings it: not in the outbox. */
function fromElsewhere(session: typeof row): Promise<void> {
  return putRow(store.db, sampleExchange.id, 'session', session);
}

async function open(id: string, search = ''): Promise<void> {
  await openScreen(
    store,
    `/plan/schedule/${id}${search}`,
    <Router>{[<Route key="session" path="/plan/schedule/:id" component={SessionPage} />]}</Router>,
  );
  await screen.findByLabelText('Title');
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const type = (label: string, value: string) => fireEvent.input(field(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const queued = async () => (await listWaiting(store)).entries.map(({ name, args }) => ({ name, args }));

test('a save sends only the field that was changed, and says so once it is on the disk', async () => {
  await open(row.id);
  expect(screen.queryByText('Saved on this device')).toBeNull();
  type('Title', 'Write the handover, part 1');
  press('Save');
  await screen.findByText('Saved on this device');
  expect(await queued()).toEqual([
    { name: 'session.edit', args: { id: row.id, changes: { title: 'Write the handover, part 1' }, stamp } },
  ]);
  await waitFor(async () => expect(await store.db.drafts.count()).toBe(0));
});

test('a changed time sends the whole slot, and nothing else', async () => {
  await open(row.id);
  type('End', '11:15');
  press('Save');
  await screen.findByText('Saved on this device');
  const slot = { day: '2026-05-12', start: '09:00', end: '11:15' };
  expect(await queued()).toEqual([{ name: 'session.move', args: { id: row.id, ...slot, from: planned, stamp } }]);
});

test('“Later by 15 minutes” moves start and end together at once', async () => {
  await open(row.id);
  press('Later by 15 minutes');
  await screen.findByText('Saved on this device');
  const slot = { day: '2026-05-12', start: '09:15', end: '10:45' };
  expect(await queued()).toEqual([{ name: 'session.move', args: { id: row.id, ...slot, from: planned, stamp } }]);
  await waitFor(() => expect(field('Start').value).toBe('09:15'));
});

test('an end before the start is said at the field, and nothing is sent', async () => {
  await open(row.id);
  type('End', '08:30');
  await screen.findByText('The end must be later than the start.');
  expect(field('End').getAttribute('aria-invalid')).toBe('true');
  press('Save');
  expect(await queued()).toEqual([]);
  expect(screen.queryByText('Saved on this device')).toBeNull();
});

test('while the form is open, a field that nobody touched here follows the other phone', async () => {
  await open(row.id);
  type('Title', 'Mine');
  await fromElsewhere({ ...row, title: 'Theirs', place: 'Town hall' });
  await waitFor(() => expect(field('Place').value).toBe('Town hall'));
  expect(field('Title').value).toBe('Mine');
  press('Save');
  await screen.findByText('Saved on this device');
  expect(await queued()).toEqual([{ name: 'session.edit', args: { id: row.id, changes: { title: 'Mine' }, stamp } }]);
});

test('after a save the form follows the other phone again, in the saved field too', async () => {
  await open(row.id);
  type('Title', 'Mine');
  press('Save');
  await screen.findByText('Saved on this device');
  await waitFor(async () => expect(await store.db.drafts.count()).toBe(0));
  await fromElsewhere({ ...row, title: 'Theirs, later' });
  await waitFor(() => expect(field('Title').value).toBe('Theirs, later'));
});

test('what was typed is there again after the page was killed, and can be discarded', async () => {
  await open(row.id);
  type('To know or bring', 'Bring the projector');
  await waitFor(async () => expect(await store.db.drafts.count()).toBe(1));
  cleanup();
  await open(row.id);
  expect(field('To know or bring').value).toBe('Bring the projector');
  press('Discard what I typed');
  await waitFor(() => expect(field('To know or bring').value).toBe(''));
});

test('an overlap is advice: it is named, and the session can be saved', async () => {
  await fromElsewhere({ ...row, id: newId(), title: 'Lunch', start: '10:00', end: '11:00' });
  await open(row.id);
  await screen.findByText('At the same time as “Lunch” 10:00–11:00');
  press('Mark done');
  await waitFor(async () => expect((await getRow(store, 'session', row.id))?.state).toBe('done'));
});

test('a new session begins after the day’s last one and is saved whole', async () => {
  await open('new', '?day=2026-05-12');
  expect(field('Start').value).toBe('10:30');
  press('Save');
  await screen.findByText('Give the session a title.');
  type('Title', 'Семінар');
  fireEvent.change(field('Day'), { target: { value: '2026-05-13' } });
  press('Save');
  await screen.findByText('Saved on this device');
  const [entry] = await queued();
  expect(entry).toMatchObject({
    name: 'session.add',
    args: { title: 'Семінар', day: '2026-05-13', start: '10:30', end: '11:30', state: 'planned', leadId: null },
  });
  expect(people.mentor).toBe(store.context.participantId);
});

/** The next writes reach the disk only when told. */
function holdWrites(): () => void {
  let release: () => void = () => undefined;
  const disk = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { mutate, mutateAll } = store;
  vi.spyOn(store, 'mutate').mockImplementation((...write) => disk.then(() => mutate(...write)));
  vi.spyOn(store, 'mutateAll').mockImplementation((writes) => disk.then(() => mutateAll(writes)));
  return release;
}

const draftValues = async () => (await store.db.drafts.toArray()).map(({ value }) => value);

test('a task that is begun while the last one is added is kept', async () => {
  await open(row.id);
  await screen.findByLabelText('New task');
  const release = holdWrites();
  type('New task', 'Call');
  press('Add task');
  type('New task', 'Write');
  release();
  await screen.findByText('Call');
  await waitFor(() => expect(field('New task').value).toBe('Write'));
  await waitFor(async () => expect(await draftValues()).toEqual([{ title: 'Write' }]));
});

test('what is typed while a session is saved is kept, and only that', async () => {
  await open(row.id);
  const release = holdWrites();
  type('Title', 'Mine');
  type('To know or bring', 'Bring');
  press('Save');
  type('To know or bring', 'Bring the projector');
  release();
  await waitFor(async () => expect((await getRow(store, 'session', row.id))?.note).toBe('Bring'));
  await waitFor(async () => expect(await draftValues()).toEqual([{ note: 'Bring the projector' }]));
  expect(field('To know or bring').value).toBe('Bring the projector');
  expect(field('Title').value).toBe('Mine');
});

test('a new session keeps what is typed while it is added: its own form has it', async () => {
  await open('new', '?day=2026-05-12');
  const release = holdWrites();
  type('Title', 'Семінар');
  press('Save');
  type('Place', 'Library');
  release();
  await screen.findByText('What you had typed is back. It is not saved yet.');
  expect(field('Place').value).toBe('Library');
  expect(field('Title').value).toBe('Семінар');
  expect(await draftValues()).toEqual([{ place: 'Library' }]);
});

test('the words for a session that is gone can be copied', async () => {
  await open(row.id);
  type('To know or bring', 'Bring the projector');
  await store.db.rows.delete([sampleExchange.id, 'session', row.id]);
  press('Save');
  await screen.findByRole('button', { name: 'Copy what I wrote' });
  expect(await draftValues()).toEqual([{ note: 'Bring the projector' }]);
});

test('there is one role=status on the page: the line of sync state', async () => {
  await open(row.id);
  press('Mark done');
  await screen.findByText('Saved on this device');
  expect(screen.getAllByRole('status')).toHaveLength(1);
});

test('that the other side has changed it after oneself is put away once, until they do so again', async () => {
  const change = (place: number, authorId: string, start: string) =>
    putRow(store.db, sampleExchange.id, 'sessionChange', {
      id: newId(),
      sessionId: row.id,
      place,
      authorId,
      at: '2026-05-12T07:00:00.000Z',
      from: { start: '09:00' },
      to: { start },
    });
  await change(1, people.mentor, '10:00');
  await change(2, people.mentee, '11:00');
  await open(row.id);
  fireEvent.click(await screen.findByRole('button', { name: 'I have seen it' }));
  await waitFor(() => expect(screen.queryByText(/has changed this after you/)).toBeNull());
  cleanup();
  await open(row.id);
  await screen.findByText('What was changed');
  expect(screen.queryByRole('button', { name: 'I have seen it' })).toBeNull();
  await change(3, people.mentee, '12:00');
  await screen.findByRole('button', { name: 'I have seen it' });
});
