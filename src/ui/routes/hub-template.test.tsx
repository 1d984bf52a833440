import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CarnetError } from '#domain/errors.ts';
import { builtInTemplate, type TemplateResponse } from '#domain/template/schema.ts';
import { openDrafts } from '#store/drafts.ts';
import { HubDb } from '#store/hub/hub-db.ts';
import { idMaker } from '#tests/fixtures.ts';
import { createTestApp, TestApp } from '../components/test-app.tsx';
import type { HubPort } from '../context.ts';
import { HubTemplatePage } from './hub-template.tsx';

const newId = idMaker(0x50);
let db: HubDb;
const readTemplate = vi.fn<HubPort['readTemplate']>();
const saveTemplate = vi.fn<HubPort['saveTemplate']>();
const answer = (version: number): TemplateResponse => ({ type: 'template', ...builtInTemplate, version, history: [] });

beforeEach(() => {
  db = new HubDb(newId());
  readTemplate.mockReset().mockResolvedValue(answer(0));
  saveTemplate.mockReset();
});
afterEach(cleanup);

async function open(): Promise<void> {
  history.replaceState(null, '', '/hub/template');
  const hub = { db, drafts: openDrafts(db, Date.now), newId, readTemplate, saveTemplate } as unknown as HubPort;
  const app = await createTestApp({ openHub: async () => hub });
  render(
    <TestApp app={app}>
      <LocationProvider>
        <HubTemplatePage />
      </LocationProvider>
    </TestApp>,
  );
  await screen.findByRole('button', { name: 'Save as a new version' });
}

const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save as a new version' }));

test('parts are left out, moved and given to a side; amounts are read in their currency', async () => {
  saveTemplate.mockResolvedValue(answer(1));
  await open();
  fireEvent.click(screen.getByRole('button', { name: 'Move “Summary” down' }));
  fireEvent.click(screen.getByLabelText(/Use “Feedback/));
  fireEvent.change(screen.getByLabelText('Owner of “Summary”'), { target: { value: 'mentor' } });
  fireEvent.input(screen.getByLabelText('Meals'), { target: { value: '300,50' } });
  save();
  await screen.findByText(/Version 1 is saved/);
  const [base, template] = saveTemplate.mock.lastCall ?? [];
  expect(base).toBe(0);
  expect(template?.amounts).toEqual([{ category: 'meals', approved: 30_050 }]);
  expect(template?.sections.map(({ key }) => key)).toEqual([
    'done',
    'summary',
    'learned',
    'differently-mentee',
    'differently-mentor',
    'resources',
    'next',
  ]);
  expect(template?.sections[1]?.owner).toBe('mentor');
  expect(await db.drafts.count()).toBe(0);
});

test('an amount that is none is said at its field, and nothing is saved', async () => {
  await open();
  fireEvent.input(screen.getByLabelText('Meals'), { target: { value: 'much' } });
  save();
  await screen.findByText('This is not an amount of this currency.');
  expect(saveTemplate).not.toHaveBeenCalled();
});

test('when somebody has saved another version meanwhile, what was typed stays, and goes upon theirs', async () => {
  saveTemplate.mockRejectedValueOnce(new CarnetError('template_changed')).mockResolvedValue(answer(5));
  await open();
  fireEvent.input(screen.getByLabelText(/What is covered/), { target: { value: 'My words' } });
  readTemplate.mockResolvedValue(answer(4));
  save();
  await screen.findByText(/another version of the template meanwhile/);
  await screen.findByText('Version 4');
  screen.getByDisplayValue('My words');
  save();
  await screen.findByText(/Version 5 is saved/);
  expect(saveTemplate.mock.lastCall?.[0]).toBe(4);
});

test('without a network it shows what was last heard of, and keeps what is typed', async () => {
  readTemplate.mockRejectedValue(new CarnetError('offline'));
  await db.templates.put({ key: 'current', version: 3, template: builtInTemplate.template });
  await open();
  await screen.findByText('Version 3');
  screen.getByText(/Saving needs a connection/);
  fireEvent.input(screen.getByLabelText(/What is covered/), { target: { value: 'Typed offline' } });
  cleanup();
  await open();
  await screen.findByDisplayValue('Typed offline');
});

test('the built-in days are a beginning: they are renamed, moved and saved with their tasks, one a line', async () => {
  saveTemplate.mockResolvedValue(answer(1));
  await open();
  fireEvent.click(screen.getByRole('button', { name: 'Begin with the built-in days' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Move “Working day” up' }));
  const [name] = await screen.findAllByLabelText('Name of the day');
  if (name) fireEvent.input(name, { target: { value: 'Робочий день' } });
  const [tasks] = screen.getAllByLabelText(/Tasks, one a line/);
  if (tasks) fireEvent.input(tasks, { target: { value: ' Translate a page \n\nAdd a source' } });
  save();
  await screen.findByText(/Version 1 is saved/);
  const days = saveTemplate.mock.lastCall?.[1].days;
  expect(days?.map((day) => day.name)).toEqual(['Робочий день', 'First day', 'Day with the community', 'Last day']);
  expect(days?.[0]?.sessions[0]).toEqual({
    ...{ start: '09:30', end: '13:00', title: 'Co-working on the objectives', kind: 'co-working' },
    tasks: ['Translate a page', 'Add a source'],
  });
});

test('a day that is not complete is marked and not saved; what was removed comes back', async () => {
  await open();
  fireEvent.click(screen.getByRole('button', { name: 'Add a day' }));
  await screen.findByLabelText('Name of the day');
  save();
  await screen.findByText('Give the day a name.');
  screen.getByText('Give the session a title.');
  fireEvent.input(screen.getByLabelText('Title'), { target: { value: 'Start' } });
  fireEvent.input(screen.getByLabelText('End'), { target: { value: '09:00' } });
  await screen.findByText('The end must be later than the start.');
  fireEvent.click(screen.getByRole('button', { name: 'Remove session “Start”' }));
  await screen.findByText('A day needs at least one session.');
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await screen.findByDisplayValue('Start');
  expect(saveTemplate).not.toHaveBeenCalled();
});
