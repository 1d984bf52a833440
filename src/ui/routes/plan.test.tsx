import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import type { ComponentType } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { byOrder } from '#domain/order.ts';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { listWaiting } from '#store/queries/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, instant, sampleExchange, sampleObjective, sampleSession } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { PlanPage } from './plan.tsx';
import { reorder } from './plan-reorder.tsx';
import { SchedulePage } from './schedule.tsx';
import { TodayPage } from './today.tsx';

const newId = idMaker(0x97);
const now = Date.parse('2026-05-12T07:30:00Z');
const first = { ...sampleObjective(newId(), 'Run a club'), order: 'B' };
const second = { ...sampleObjective(newId(), 'Keep members'), order: 'D', indicator: 'Ten stay' };
let store: Store;

beforeEach(() => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentee'), { now: () => now, fillRandom }, new CarnetDb(newId()));
});
afterEach(cleanup);

async function seed(): Promise<void> {
  await putRow(store.db, sampleExchange.id, 'exchange', sampleExchange);
  for (const objective of [first, second]) await putRow(store.db, sampleExchange.id, 'objective', objective);
  const session = { ...sampleSession(newId(), 'Co-working on the plan'), objectiveIds: [first.id] };
  await putRow(store.db, sampleExchange.id, 'session', session);
}

async function open(url: string, Screen: ComponentType): Promise<void> {
  await openScreen(store, url, <Screen />);
}

const queued = async () => (await listWaiting(store)).entries.map(({ name, args }) => ({ name, args }));
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

test('an edited objective sends only what was changed', async () => {
  await seed();
  await open(`/plan?objective=${second.id}`, PlanPage);
  await screen.findByLabelText('How we will know');
  type('How we will know', 'Twelve stay');
  await press('Save');
  await screen.findByText('Saved on this device');
  const changes = { indicator: 'Twelve stay' };
  expect(await queued()).toEqual([{ name: 'objective.edit', args: { id: second.id, changes } }]);
});

test('an objective moves by its button, and only it changes', async () => {
  await seed();
  await open('/plan', PlanPage);
  fireEvent.click(await screen.findByRole('button', { name: 'Move up: Keep members' }));
  await screen.findByText('Saved on this device');
  const [entry, ...others] = await queued();
  expect(others).toEqual([]);
  expect(entry).toMatchObject({
    name: 'objective.edit',
    args: { id: second.id, changes: { order: expect.any(String) } },
  });
});

test('removing an objective asks first and says what it affects', async () => {
  await seed();
  await open(`/plan?objective=${first.id}`, PlanPage);
  fireEvent.click(await screen.findByRole('button', { name: 'Remove objective' }));
  await screen.findByText('It will also be taken off 1 session; the session stays.');
  expect(await queued()).toEqual([]);
  await press('Remove');
  await waitFor(async () => expect(await queued()).toEqual([{ name: 'objective.remove', args: { id: first.id } }]));
});

test('what an objective has come to is said with a note, and stays to be read', async () => {
  await seed();
  await open(`/plan?progress=${first.id}`, PlanPage);
  fireEvent.change(await screen.findByLabelText('State'), { target: { value: 'partly' } });
  type('Progress note (optional)', 'Eight of ten');
  await press('Save');
  await screen.findByText('Partly achieved');
  await screen.findByText('Eight of ten');
  expect(await queued()).toMatchObject([
    { name: 'objective.progress', args: { objectiveId: first.id, state: 'partly', note: 'Eight of ten' } },
  ]);
});

test('a vague objective is advised about while it is written, and saved all the same', async () => {
  await seed();
  await open('/plan?objective=new', PlanPage);
  await screen.findByLabelText('Objective');
  type('Objective', 'To visit the office');
  const advice = within(await screen.findByText('It could be clearer').then((title) => title.parentElement ?? title));
  advice.getByText(/This names an activity/);
  type('Problem to solve', 'Three of our five clubs stopped within a term.');
  await waitFor(() => expect(advice.queryByText('Which problem at home does it solve?')).toBeNull());
  await press('Save');
  await waitFor(async () => expect((await queued())[0]).toMatchObject({ args: { title: 'To visit the office' } }));
});

test('a question is answered in a session, and is removed when that is meant', async () => {
  await seed();
  const question = { id: newId(), order: 'V', text: 'Who has the keys?', answered: false, answer: '' };
  await putRow(store.db, sampleExchange.id, 'question', question);
  await open(`/plan?question=${question.id}`, PlanPage);
  const choice = await screen.findByLabelText<HTMLSelectElement>('Answered in (optional)');
  const option = within(choice).getByText<HTMLOptionElement>(/Co-working on the plan/);
  fireEvent.change(choice, { target: { value: option.value } });
  await press('Save');
  await screen.findByRole('link', { name: 'Answered in “Co-working on the plan”' });
  // The form leaves the address when it closes, which may be after the list has shown what was saved.
  await waitFor(() => expect(screen.queryByLabelText('Answered in (optional)')).toBeNull());
  cleanup();
  await open(`/plan?question=${question.id}`, PlanPage);
  await press('Remove question');
  await screen.findByText('It will be gone for both of you, with its answer.');
  expect((await queued()).at(-1)?.name).toBe('question.edit');
  await press('Remove');
  await waitFor(async () => expect((await queued()).at(-1)?.name).toBe('question.remove'));
});

test('a link is added with what people type of an address, and nothing that is none', async () => {
  await seed();
  await open('/plan?material=new', PlanPage);
  await screen.findByLabelText('Link');
  type('Title', 'Case studies');
  type('Link', 'javascript:alert(1)');
  await press('Save');
  await screen.findByText(/This is no web address/);
  expect(await queued()).toEqual([]);
  type('Link', 'outreach.wikimedia.org/wiki/Education');
  await press('Save');
  const link = await screen.findByRole<HTMLAnchorElement>('link', { name: 'Case studies' });
  expect(link.href).toBe('https://outreach.wikimedia.org/wiki/Education');
});

/** As the other phone removes it. */
const gone = (id: string) => store.db.rows.delete([sampleExchange.id, 'objective', id]);

test('the words for an objective that is gone wait in the form of a new one', async () => {
  await seed();
  await open(`/plan?objective=${second.id}`, PlanPage);
  await screen.findByLabelText('How we will know');
  type('How we will know', 'Twelve stay');
  await gone(second.id);
  await press('Save');
  await screen.findByRole('button', { name: 'Add as new objective' });
  expect(await store.db.drafts.toCollection().primaryKeys()).toEqual(['objective/new']);
  cleanup();
  await open('/plan?objective=new', PlanPage);
  await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Objective').value).toBe('Keep members'));
  expect(screen.getByLabelText<HTMLTextAreaElement>('How we will know').value).toBe('Twelve stay');
});

test('an objective that is gone can be added as a new one', async () => {
  await seed();
  await open(`/plan?objective=${second.id}`, PlanPage);
  await screen.findByLabelText('How we will know');
  type('How we will know', 'Twelve stay');
  await gone(second.id);
  await press('Save');
  await press('Add as new objective');
  await waitFor(async () =>
    expect(await queued()).toMatchObject([
      { name: 'objective.add', args: { title: 'Keep members', indicator: 'Twelve stay' } },
    ]),
  );
  await waitFor(async () => expect(await store.db.drafts.count()).toBe(0));
});

test('a new objective that is begun already is not overwritten by one that is gone', async () => {
  await seed();
  const begun = { key: 'objective/new', value: { title: 'Begun' }, savedAt: now };
  await store.db.drafts.put(begun);
  await open(`/plan?objective=${second.id}`, PlanPage);
  await screen.findByLabelText('How we will know');
  type('How we will know', 'Twelve stay');
  await gone(second.id);
  await press('Save');
  await screen.findByRole('button', { name: 'Copy what I wrote' });
  expect(await store.db.drafts.get('objective/new')).toEqual(begun);
  expect((await store.db.drafts.get(`objective/${second.id}`))?.value).toEqual({ indicator: 'Twelve stay' });
  cleanup();
  await open(`/plan?objective=${second.id}`, PlanPage);
  await waitFor(() => expect(screen.getByLabelText<HTMLTextAreaElement>('How we will know').value).toBe('Twelve stay'));
});

test('the address keeps a form open, with what was typed in it', async () => {
  await seed();
  await open('/plan?question=new', PlanPage);
  await screen.findByLabelText('Question');
  type('Question', 'Who has the keys?');
  await waitFor(async () => expect(await store.db.drafts.get('question/new')).toBeDefined());
  cleanup();
  await open('/plan?question=new', PlanPage);
  await waitFor(() => expect(screen.getByLabelText<HTMLTextAreaElement>('Question').value).toBe('Who has the keys?'));
  await press('Save');
  await waitFor(async () =>
    expect((await queued())[0]).toMatchObject({ name: 'question.add', args: { text: 'Who has the keys?' } }),
  );
  await screen.findByText('1 of 10–15 questions');
});

test('Today says what is on in host time, and takes a note', async () => {
  await seed();
  await open('/today?note=new', TodayPage);
  await screen.findByText('Now · 1 h left');
  await screen.findByLabelText('Note');
  type('Note', 'Ask for the key');
  await press('Save');
  await waitFor(async () =>
    expect((await queued())[0]).toMatchObject({ name: 'note.add', args: { body: 'Ask for the key' } }),
  );
  await screen.findByText('Ask for the key');
});

test.each([
  ['Today', '/today', TodayPage],
  ['Plan', '/plan', PlanPage],
  ['Schedule', '/plan/schedule', SchedulePage],
] as const)('%s says that nothing has been downloaded yet, instead of looking empty', async (_, url, Screen) => {
  await open(url, Screen);
  await screen.findByText('Not on this device yet');
});

test('one tap on the schedule marks a session done, another takes it back', async () => {
  await seed();
  await open('/plan/schedule', SchedulePage);
  const day = await screen.findByRole('region', { name: 'Tuesday 12 May' });
  fireEvent.click(within(day).getByRole('button', { name: 'Mark done' }));
  fireEvent.click(await within(day).findByRole('button', { name: 'Undo done: Co-working on the plan' }));
  await within(day).findByRole('button', { name: 'Mark done' });
  expect((await queued()).map(({ args }) => args)).toMatchObject([{ state: 'done' }, { state: 'planned' }]);
});

test.each([
  ['B D F', 2, 0, 1],
  ['B D F', 0, 2, 1],
  ['B D F', 1, 0, 1],
  ['B D D', 2, 1, 1],
  ['B D D F', 3, 2, 2],
  ['B B B', 0, 1, 2],
  ['B D', 0, 0, 0],
  ['B D', 0, 2, 0],
])('in a list with the keys %s, moving row %i to %i changes %i', (keys, from, to, count) => {
  const rows = keys.split(' ').map((order, at) => ({ id: `id-${at}`, order }));
  const changes = reorder(rows, from, to);
  expect(changes).toHaveLength(count);
  if (count === 0) return;
  const changed = new Map(changes.map(({ id, order }) => [id, order]));
  const after = rows.map((row) => ({ ...row, order: changed.get(row.id) ?? row.order })).sort(byOrder);
  const wanted = rows.toSpliced(from, 1);
  wanted.splice(to, 0, ...rows.slice(from, from + 1));
  expect(after.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
});

test('a question that was removed comes back with one press, as it was', async () => {
  await seed();
  const question = { id: newId(), order: 'V', text: 'Хто веде зустріч?', answered: true, answer: 'Ми' };
  await putRow(store.db, sampleExchange.id, 'question', question);
  await open(`/plan?question=${question.id}`, PlanPage);
  await press('Remove question');
  await press('Remove');
  await screen.findByText('Removed');
  await press('Undo');
  await waitFor(async () => {
    expect((await store.db.rows.get([sampleExchange.id, 'question', question.id]))?.row).toEqual(question);
  });
});

test('an objective that was removed comes back with its steps and the sessions that served it', async () => {
  await seed();
  const told = { id: newId(), objectiveId: first.id, state: 'achieved' as const, note: 'Eight of ten', at: instant };
  await store.mutate('objective.progress', told);
  await open(`/plan?objective=${first.id}`, PlanPage);
  await press('Remove objective');
  await press('Remove');
  await press('Undo');
  await waitFor(async () => {
    const sent = (await queued()).map(({ name }) => name);
    expect(sent).toEqual(['objective.progress', 'objective.remove', 'objective.add', 'session.serve']);
  });
  expect(await screen.findByText('Eight of ten')).toBeDefined();
});

test('what was removed leaves the focus on its “Undo”, and that leaves it where its outcome is said', async () => {
  await seed();
  await open(`/plan?objective=${first.id}`, PlanPage);
  await press('Remove objective');
  await press('Remove');
  const undo = await screen.findByRole('button', { name: 'Undo' });
  await waitFor(() => expect(document.activeElement).toBe(undo));
  fireEvent.click(undo);
  await screen.findByText('Saved on this device');
  expect(document.activeElement?.textContent).toBe('Saved on this device');
});
