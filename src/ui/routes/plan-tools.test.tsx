import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { Route, Router } from 'preact-iso/router';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarnetDb, freshReplica } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { listRows } from '#store/queries/rows.ts';
import { listWaiting } from '#store/queries/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, sampleDayPlan, sampleExchange, sampleObjective, sampleSession } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { CalendarPage } from './calendar.tsx';
import { PlanToolPage } from './plan-tools.tsx';

const newId = idMaker(0x9a);
const now = Date.parse('2026-05-12T07:30:00Z');
let store: Store;
let saved: Blob | undefined;

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentor'), { now: () => now, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, sampleExchange.id, 'exchange', sampleExchange);
  saved = undefined;
});
afterEach(cleanup);

async function open(path: string): Promise<void> {
  const routes = [
    <Route key="calendar" path="/plan/calendar" component={CalendarPage} />,
    <Route key="tool" path="/plan/:tool" component={PlanToolPage} />,
  ];
  const saveFile = async (file: Blob) => {
    saved = file;
  };
  await openScreen(store, path, <Router>{routes}</Router>, { saveFile });
  await screen.findByRole('heading', { level: 1 });
}

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const names = async () => (await listWaiting(store)).entries.map(({ name }) => name);

async function choose(text: string): Promise<void> {
  const input = await screen.findByLabelText<HTMLInputElement>('Choose a file (.ics)', { selector: 'input' });
  Object.defineProperty(input, 'files', { value: [new File([text], 'a.ics')], configurable: true });
  fireEvent.change(input);
}

const event = (title: string, start: string) =>
  `BEGIN:VEVENT\r\nUID:${title}\r\nSUMMARY:${title}\r\nDTSTART:${start}\r\nDURATION:PT1H\r\nEND:VEVENT\r\n`;
const calendar = (...events: string[]) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join('')}END:VCALENDAR`;

test('a calendar file is shown before anything is taken; what is chosen comes in one write, and goes again in one', async () => {
  await open('/plan/calendar');
  await choose(
    calendar(
      event('Museum', '20260512T080000Z'),
      event('Tour', '20260513T080000Z'),
      event('Next year', '20270513T080000Z'),
    ),
  );
  await screen.findByText('Events in these days: 2. Left out: 1.');
  expect(await names()).toEqual([]);
  fireEvent.click(screen.getByLabelText(/^Tour/));
  await press('Add one session');
  await screen.findByText('One session added');
  expect(await listRows(store, 'session')).toMatchObject([
    { title: 'Museum', day: '2026-05-12', start: '10:00', end: '11:00' },
  ]);
  await press('Undo');
  await waitFor(async () => expect(await listRows(store, 'session')).toEqual([]));
  expect(await names()).toEqual(['schedule.fill', 'schedule.unfill']);
});

test('what is in the schedule already is not chosen again', async () => {
  await putRow(store.db, sampleExchange.id, 'session', {
    ...sampleSession(newId(), 'Museum'),
    start: '10:00',
    end: '11:00',
  });
  await open('/plan/calendar');
  await choose(calendar(event('Museum', '20260512T080000Z')));
  await screen.findByText(/already in the schedule/);
  expect(screen.getByRole('button', { name: /^Add/ }).hasAttribute('disabled')).toBe(true);
});

test('a file that is no calendar is told in words, and nothing is taken', async () => {
  await open('/plan/calendar');
  await choose('%PDF-1.7');
  await screen.findByText(/This file is no calendar that Carnet can read/);
  expect(await names()).toEqual([]);
});

test('the file for one’s calendar is made without a network', async () => {
  await putRow(store.db, sampleExchange.id, 'session', sampleSession(newId(), 'Семінар'));
  await open('/plan/calendar');
  await press('Save my schedule (.ics)');
  await waitFor(() => expect(saved).toBeDefined());
  expect(await saved?.text()).toContain('SUMMARY:Семінар');
  await press('Make an address');
  await screen.findByText(/The server can’t be reached now/);
});

test('a template is previewed, written once, and undone once', async () => {
  await open('/plan/templates');
  await press(/^3 days/);
  await screen.findByText('Welcome, and the plan read together');
  expect(await names()).toEqual([]);
  await press('Add 16 sessions');
  await screen.findByText('16 sessions added');
  expect(await listRows(store, 'session')).toHaveLength(16);
  await press('Undo');
  await waitFor(async () => expect(await listRows(store, 'session')).toEqual([]));
  expect(await names()).toEqual(['schedule.fill', 'schedule.unfill']);
});

test('the Hub’s days go on the dates of the visit, as it is chosen, with their tasks', async () => {
  const day = { ...sampleDayPlan(newId()), name: 'Opening' };
  const session = { start: '15:00', end: '16:00', title: 'Farewell', kind: 'meal' as const, tasks: [] };
  await putRow(store.db, sampleExchange.id, 'dayPlan', day);
  await putRow(store.db, sampleExchange.id, 'dayPlan', {
    id: newId(),
    order: 'X',
    name: 'Leaving',
    sessions: [session],
  });
  await open('/plan/templates');
  await press(/^The days of the programme/);
  const first = await screen.findByLabelText<HTMLSelectElement>(/12/, { selector: 'select' });
  expect(first.value).toBe(day.id);
  fireEvent.change(screen.getByLabelText(/13/, { selector: 'select' }), { target: { value: day.id } });
  await press('Add 3 sessions');
  await screen.findByText('3 sessions added');
  const sessions = await listRows(store, 'session');
  expect(sessions.map(({ day, title }) => `${day} ${title}`).sort()).toEqual([
    '2026-05-12 Start',
    '2026-05-13 Start',
    `${sampleExchange.lastDay} Farewell`,
  ]);
  expect((await listRows(store, 'task')).map(({ title }) => title)).toEqual(['Names', 'Names']);
  expect(await names()).toEqual(['schedule.fill']);
});

test('an earlier exchange on this device can be repeated', async () => {
  const past = { ...sampleExchange, id: newId(), topic: 'Before', firstDay: '2025-05-12', lastDay: '2025-05-14' };
  await store.db.replicas.put({ ...freshReplica(past.id), downloadedAt: 1 });
  await putRow(store.db, past.id, 'exchange', past);
  await putRow(store.db, past.id, 'session', { ...sampleSession(newId(), 'As last year'), day: '2025-05-13' });
  await open('/plan/templates');
  await press(/^Before/);
  await press('Add one session');
  await screen.findByText('One session added');
  expect(await listRows(store, 'session')).toMatchObject([{ title: 'As last year', day: '2026-05-13' }]);
});

test('a session is tied to an objective in the table of both, and the advice goes', async () => {
  const objective = sampleObjective(newId(), 'Plan a workshop');
  await putRow(store.db, sampleExchange.id, 'objective', objective);
  await putRow(store.db, sampleExchange.id, 'session', sampleSession(newId(), 'Work'));
  await open('/plan/coverage');
  await screen.findByText(/This session serves no objective/);
  await press('“Work” serves “Plan a workshop”');
  await screen.findByText('Every objective has a session, and every working session an objective.');
  expect(await listRows(store, 'session')).toMatchObject([{ objectiveIds: [objective.id] }]);
});

test('the dates of the exchange stand in their order', async () => {
  await open('/plan/deadlines');
  await screen.findByText('Plan agreed by both sides');
  expect(screen.getByText(/14 Jun 2026/)).toBeTruthy();
  expect(screen.getByText('14 days late')).toBeTruthy();
});
