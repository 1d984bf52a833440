import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { Route, Router } from 'preact-iso/router';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CarnetDb, freshReplica, type StoredRejection } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { getRow } from '#store/queries/rows.ts';
import { listRejections, listWaiting } from '#store/queries/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import {
  contextOf,
  idMaker,
  instant,
  people,
  sampleExchange,
  sampleExpense,
  sampleObjective,
  sampleReceipt,
  sampleSection,
  sampleSession,
} from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { ExpensePage } from './expense.tsx';
import { ExpenseNewPage } from './expense-new.tsx';
import { PlanPage } from './plan.tsx';
import { ReportPage } from './report.tsx';
import { SessionPage } from './schedule-session.tsx';
import { SyncPage } from './sync.tsx';
import { TodayPage } from './today.tsx';

const newId = idMaker(0xed);
const now = Date.parse('2026-05-12T07:30:00Z');
const objective = sampleObjective(newId(), 'A first workshop');
const session = sampleSession(newId(), 'Write the handover');
const saveFile = vi.fn(async (_file: Blob, _name: string) => undefined);
let store: Store;

beforeEach(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentor'), { now: () => now, fillRandom }, new CarnetDb(newId()));
  const { id } = sampleExchange;
  await putRow(store.db, id, 'exchange', sampleExchange);
  await putRow(store.db, id, 'objective', objective);
  await putRow(store.db, id, 'session', session);
  await store.db.replicas.put({ ...freshReplica(id), cursor: 1, downloadedAt: now });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function refuse(name: string, args: unknown, code: StoredRejection['code'] = 'rule_broken'): Promise<string> {
  const id = newId();
  const about = { code, detail: null, queuedAt: now - 3_600_000, rejectedAt: now - 60_000 };
  await store.db.rejections.put({ id, exchangeId: sampleExchange.id, name, args, ...about });
  return id;
}

async function open(): Promise<void> {
  await openScreen(
    store,
    '/more/sync',
    <Router>
      {[
        <Route key="sync" path="/more/sync" component={SyncPage} />,
        <Route key="plan" path="/plan" component={PlanPage} />,
        <Route key="session" path="/plan/schedule/:id" component={SessionPage} />,
        <Route key="new" path="/expenses/new" component={ExpenseNewPage} />,
        <Route key="expense" path="/expenses/:id" component={ExpensePage} />,
        <Route key="report" path="/report" component={ReportPage} />,
        <Route key="today" path="/today" component={TodayPage} />,
      ]}
    </Router>,
    { saveFile },
  );
}

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const field = (label: string) => screen.findByLabelText<HTMLInputElement>(label);
const type = async (label: string, value: string) => fireEvent.input(await field(label), { target: { value } });
const queued = async () => (await listWaiting(store)).entries.map(({ name, args }) => ({ name, args }));
const atSync = () => waitFor(() => expect(location.pathname).toBe('/more/sync'));

/** Opens the one rejection in its form, corrects it, saves, and waits to be back where it was refused. */
async function correct(label: string, refused: string, corrected: string): Promise<void> {
  await open();
  await press('Edit and send again');
  await screen.findByText('Not accepted yet');
  const control = await field(label);
  await waitFor(() => expect(control.value).toBe(refused));
  await type(label, corrected);
  await waitFor(async () => expect((await field(label)).value).toBe(corrected));
  await press('Save');
  await atSync();
  await waitFor(async () => expect(await listRejections(store)).toEqual([]));
  expect(await store.db.drafts.count()).toBe(0);
}

describe('S3: “Edit and send again”', () => {
  test('opens an objective with the refused values; saved, it waits, and the rejection is gone', async () => {
    await refuse('objective.edit', { id: objective.id, changes: { title: 'Refused', problem: 'No room' } });
    await correct('Objective', 'Refused', 'Corrected');
    const changes = { title: 'Corrected', problem: 'No room' };
    expect(await queued()).toEqual([{ name: 'objective.edit', args: { id: objective.id, changes } }]);
  });

  test('closed without saving leaves the rejection, and what was corrected so far', async () => {
    await refuse('objective.edit', { id: objective.id, changes: { title: 'Refused' } });
    await open();
    await press('Edit and send again');
    await type('Objective', 'Half');
    await press('Close');
    await atSync();
    expect(await listRejections(store)).toHaveLength(1);
    expect(await queued()).toEqual([]);
    await press('Edit and send again');
    const control = await field('Objective');
    await waitFor(() => expect(control.value).toBe('Half'));
  });

  test('does not touch what was begun in the same form for itself', async () => {
    await store.db.drafts.put({ key: `objective/${objective.id}`, value: { title: 'Begun' }, savedAt: now });
    await refuse('objective.edit', { id: objective.id, changes: { title: 'Refused' } });
    await open();
    await press('Edit and send again');
    const control = await field('Objective');
    await waitFor(() => expect(control.value).toBe('Refused'));
    expect((await store.db.drafts.get(`objective/${objective.id}`))?.value).toEqual({ title: 'Begun' });
  });

  test('adds anew what somebody else has removed meanwhile', async () => {
    await refuse('objective.edit', { id: newId(), changes: { title: 'Theirs', problem: 'Gone' } }, 'not_found');
    await open();
    await press('Add it anew');
    const control = await field('Objective');
    await waitFor(() => expect(control.value).toBe('Theirs'));
    await press('Save');
    await atSync();
    const [write] = await queued();
    expect(write).toMatchObject({
      name: 'objective.add',
      args: { title: 'Theirs', problem: 'Gone', state: 'planned' },
    });
  });

  test('gives what was to be added the id that it was to have', async () => {
    const added = { ...sampleSession(newId(), 'Evening walk'), start: '18:00', end: '19:00' };
    await refuse('session.add', added);
    await correct('Title', 'Evening walk', 'Evening walk, together');
    expect(await queued()).toMatchObject([
      { name: 'session.add', args: { id: added.id, title: 'Evening walk, together', start: '18:00' } },
    ]);
  });

  test('brings back a session’s refused times', async () => {
    await refuse('session.move', { id: session.id, day: '2026-05-12', start: '11:00', end: '12:00' });
    await correct('End', '12:00', '12:30');
    const slot = { day: '2026-05-12', start: '11:00', end: '12:30' };
    expect(await queued()).toMatchObject([{ name: 'session.move', args: { id: session.id, ...slot } }]);
  });

  test('brings back an expense as it was typed', async () => {
    const expense = sampleExpense(newId());
    await putRow(store.db, sampleExchange.id, 'expense', expense);
    const changes = { amount: 45_050, currency: 'EUR', rate: null, merchant: 'Atlas' };
    await refuse('expense.edit', { id: expense.id, changes });
    await correct('Amount', '450.50', '405.50');
    expect(await queued()).toMatchObject([
      { name: 'expense.edit', args: { changes: { amount: 40_550, currency: 'EUR', merchant: 'Atlas' } } },
    ]);
  });

  test('brings back an expense that was to be added, whole', async () => {
    const refused = { ...sampleExpense(newId()), day: '2026-05-12', amount: 2000, currency: 'EUR', merchant: 'Atlas' };
    await refuse('expense.add', refused);
    await correct('Paid to', 'Atlas', 'Café Atlas');
    expect(await queued()).toEqual([{ name: 'expense.add', args: { ...refused, merchant: 'Café Atlas' } }]);
  });

  test('brings back a note, and an action item', async () => {
    await refuse('note.add', { id: newId(), body: 'Ask them', createdBy: people.mentor, createdAt: instant });
    await correct('Note', 'Ask them', 'Ask them twice');
    cleanup();
    await refuse('action.add', { id: newId(), order: 'V', what: 'Call', who: '', due: null, done: false, note: '' });
    await correct('What', 'Call', 'Call back');
    expect((await queued()).map(({ name }) => name)).toEqual(['note.add', 'action.add']);
  });

  test('asks for other words where there were nothing but words', async () => {
    const { id: _, expenseId: __, order: ___, ...file } = sampleReceipt(newId(), newId(), 'a'.repeat(64));
    const evidence = { ...file, id: newId(), sectionId: null, caption: 'Old', licence: 'CC BY-SA 4.0' as const };
    await putRow(store.db, sampleExchange.id, 'evidence', evidence);
    await refuse('evidence.edit', { id: evidence.id, changes: { caption: 'Refused' } });
    await open();
    await press('Edit and send again');
    expect((await field('Caption')).value).toBe('Refused');
    await type('Caption', 'Corrected');
    await waitFor(async () => expect((await field('Caption')).value).toBe('Corrected'));
    await press('Save');
    await screen.findByText('Waiting to be sent again: Edit photo: Old');
    expect((await getRow(store, 'evidence', evidence.id))?.caption).toBe('Corrected');
    expect(await store.db.drafts.count()).toBe(0);
  });
});

describe('a refused write', () => {
  test('can be saved as a file, with its words first', async () => {
    await refuse('objective.edit', { id: objective.id, changes: { title: 'Refused' } });
    await open();
    await press('Save as file');
    await waitFor(() => expect(saveFile).toHaveBeenCalledTimes(1));
    const [file, name] = saveFile.mock.calls[0] ?? [];
    expect(name).toMatch(/^carnet-refused-2026-05-12-.*\.json$/);
    expect(JSON.parse((await file?.text()) ?? '')).toMatchObject({
      what: 'Edit objective: A first workshop',
      words: ['Refused'],
      reason: 'rule_broken',
      name: 'objective.edit',
      args: { id: objective.id, changes: { title: 'Refused' } },
    });
  });

  test('of a removed section offers no text to add to; its words can be copied all the same', async () => {
    const args = { id: newId(), textId: newId(), update: 'AAA=', authorId: people.mentor, at: instant };
    await refuse('text.edit', args);
    await open();
    await screen.findByRole('button', { name: 'Try again' });
    expect(screen.queryByRole('button', { name: 'Add to the text again' })).toBeNull();
  });

  test('is tried again as it was, with what was corrected put aside', async () => {
    const id = await refuse('objective.edit', { id: objective.id, changes: { title: 'Refused' } });
    await store.db.drafts.put({ key: `correction/${id}`, value: { title: 'Half' }, savedAt: now });
    await putRow(store.db, sampleExchange.id, 'section', sampleSection(newId()));
    await open();
    const card = await screen.findByRole('article');
    fireEvent.click(within(card).getByRole('button', { name: 'Try again' }));
    await screen.findByText('Waiting to be sent again: Edit objective: A first workshop');
    expect((await getRow(store, 'objective', objective.id))?.title).toBe('Refused');
    expect(await store.db.drafts.count()).toBe(0);
  });
});
