import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { listRows } from '#store/queries/rows.ts';
import { openStore, type Store } from '#store/store.ts';
import {
  contextOf,
  idMaker,
  people,
  sampleExchange,
  sampleExpense,
  sampleObjective,
  sampleSession,
} from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { PlannedAndDone } from './report-planned.tsx';

const newId = idMaker(0x9d);
const during = '2026-05-12T10:00:00.000Z';
let store: Store;

beforeEach(() => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(
    contextOf('mentee'),
    { now: () => Date.parse('2026-05-14T10:00:00.000Z'), fillRandom },
    new CarnetDb(newId()),
  );
});
afterEach(cleanup);

type Kind = Parameters<typeof putRow>[2];
const put = (kind: Kind, row: Parameters<typeof putRow>[3]) => putRow(store.db, sampleExchange.id, kind, row);
const open = () => openScreen(store, '/report', <PlannedAndDone exchange={sampleExchange} />);

async function putSession(title: string, changes: object): Promise<string> {
  const id = newId();
  await put('session', { ...sampleSession(id, title), ...changes });
  return id;
}

test('each session is told on the day that it was planned for, with what came of it, and its owner’s alone not', async () => {
  await putSession('Held', { state: 'done', actual: { start: '09:10', end: '10:45' } });
  await putSession('Left out', { state: 'dropped', start: '11:00', end: '12:00' });
  await putSession('Dentist', { onlyFor: [people.mentee], start: '12:00', end: '13:00' });
  const moved = await putSession('Moved', { day: '2026-05-13', start: '14:00', end: '15:00' });
  const change = { id: newId(), sessionId: moved, place: 1, authorId: people.mentor, at: during };
  const to = { day: '2026-05-13', start: '14:00', end: '15:00' };
  await put('sessionChange', { ...change, from: { day: '2026-05-12', start: '16:00', end: '17:00' }, to });
  await open();
  await screen.findByText('Tuesday 12 May');
  expect(screen.getByText('1 done · 1 moved · 1 dropped · 1 without word').textContent).toBeTruthy();
  const told = screen.getAllByRole('listitem', { hidden: true }).map(({ textContent }) => textContent);
  expect(told).toEqual([
    '09:00–10:30HeldDonetook place 09:10–10:45',
    '11:00–12:00Left outDropped',
    '16:00–17:00MovedDone or dropped? Not said yetmoved to Wed 13 May, 14:00–15:00',
  ]);
  expect(screen.queryByText('Dentist')).toBeNull();
});

test('it follows the schedule while the report is open', async () => {
  await open();
  await screen.findByText('The schedule has no sessions.');
  const id = await putSession('Co-working', {});
  await screen.findByText('1 without word');
  await put('session', { ...sampleSession(id), state: 'done' });
  await screen.findByText('1 done');
  await put('session', { ...sampleSession(id), day: '2026-05-15' });
  await screen.findByText('1 to come');
  expect(screen.queryByText('Done or dropped? Not said yet')).toBeNull();
});

test('objectives stand there with every step, and questions with their answers', async () => {
  const objective = { ...sampleObjective(newId(), 'Find members'), state: 'partly' as const };
  await put('objective', objective);
  const step = { objectiveId: objective.id, participantId: people.mentee, at: during };
  await put('objectiveStep', { ...step, id: newId(), number: 2, state: 'partly', note: 'Two of four' });
  await put('objectiveStep', { ...step, id: newId(), number: 1, state: 'in-progress', note: '' });
  const question = { order: 'V', answer: '' };
  await put('question', { ...question, id: newId(), text: 'Who?', answered: true, answer: 'The librarian' });
  await put('question', { ...question, id: newId(), text: 'When?', answered: false });
  await open();
  const entry = (await screen.findByText('Find members')).closest('li');
  expect(within(entry ?? document.body).getByText('Partly achieved', { selector: '.cdx-info-chip *' })).toBeTruthy();
  const steps = within(entry ?? document.body)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
  expect(steps).toEqual(['Tue 12 May · In progress', 'Tue 12 May · Partly achievedTwo of four']);
  screen.getByText('1 of 2 answered');
  screen.getByText('The librarian');
  expect(screen.queryByText('When?')).toBeNull();
});

test('what an objective has come to is said on the report itself, with a sentence, and stays a step of the plan', async () => {
  const objective = sampleObjective(newId(), 'Find members');
  await put('objective', objective);
  await open();
  fireEvent.click(await screen.findByRole('button', { name: 'Say how it went' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.change(await within(dialog).findByLabelText('State'), { target: { value: 'partly' } });
  fireEvent.input(within(dialog).getByLabelText(/^Progress note/), { target: { value: 'Two of four came.' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
  await screen.findByText('Partly achieved', { selector: '.cdx-info-chip *' });
  await waitFor(async () =>
    expect(await listRows(store, 'objectiveStep')).toMatchObject([{ state: 'partly', note: 'Two of four came.' }]),
  );
});

test('the totals stand there by category in the budget’s currency, without any receipt', async () => {
  await put('exchange', sampleExchange);
  const lunch = { currency: 'CZK', day: '2026-05-12', category: 'meals', merchant: 'Secret café' } as const;
  const rate = { value: '0.04', day: '2026-05-12', source: 'ECB' };
  await put('expense', { ...sampleExpense(newId()), ...lunch, amount: 25_000, rate });
  await open();
  await screen.findByRole('table', { hidden: true });
  expect(screen.getAllByText('10.00 EUR').length).toBeGreaterThan(0);
  expect(screen.queryByText(/Secret/)).toBeNull();
});
