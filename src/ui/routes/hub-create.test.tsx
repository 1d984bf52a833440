import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import type { ComponentType } from 'preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { NewExchange } from '#domain/creation/new-exchange.ts';
import { builtInTemplate } from '#domain/template/schema.ts';
import { openDrafts } from '#store/drafts.ts';
import { queueCreations } from '#store/hub/creations.ts';
import { HubDb } from '#store/hub/hub-db.ts';
import { idMaker, people } from '#tests/fixtures.ts';
import { createTestApp, TestApp } from '../components/test-app.tsx';
import type { HubPort } from '../context.ts';
import { HubPage } from './hub.tsx';
import { HubImportPage } from './hub-import.tsx';
import { exampleTable } from './hub-import-read.ts';
import { HubNewPage } from './hub-new.tsx';

const newId = idMaker(0x4d);
let db: HubDb;
/** Whether the server takes what is created; otherwise it waits. */
let isOnline: boolean;
let sent: NewExchange[];
const openExchange = vi.fn(async () => undefined);

beforeEach(() => {
  db = new HubDb(newId());
  isOnline = true;
  sent = [];
  openExchange.mockClear();
});
afterEach(cleanup);

async function open(path: string, Screen: ComponentType): Promise<void> {
  history.replaceState(null, '', path);
  const hub: HubPort = {
    db,
    drafts: openDrafts(db, Date.now),
    newId,
    async create(list) {
      await queueCreations(db, list, 1);
      if (!isOnline) return db.creations.toArray();
      sent.push(...list);
      await db.creations.clear();
      return [];
    },
    sendCreations: async () => undefined,
    readTemplate: () => Promise.reject(new Error('not asked here')),
    saveTemplate: () => Promise.reject(new Error('not asked here')),
    latestTemplate: async () => builtInTemplate,
    readTrail: () => Promise.reject(new Error('not asked here')),
    watchBoard: () => () => undefined,
    refreshBoard: async () => undefined,
  };
  const { account } = await createTestApp();
  const app = await createTestApp({ openHub: async () => hub, account: { ...account, openExchange } });
  const signIn = { participantId: people.hub, name: 'Zsófia' };
  render(
    <TestApp app={{ ...app, signIn: signIn as never }}>
      <LocationProvider>
        <Screen />
      </LocationProvider>
    </TestApp>,
  );
}

function type(label: string, value: string, index = 0): void {
  const field = screen.getAllByLabelText(label)[index];
  if (!field) throw new Error(`no field ${label}`);
  fireEvent[field instanceof HTMLSelectElement ? 'change' : 'input'](field, { target: { value } });
}

function fillForm(): void {
  type('Topic', 'Вікіклуби');
  type('Who travels', 'mentee-travels');
  type('Mentee community', 'A');
  type('Mentor community', 'B');
  type('Host city', 'Brno');
  type('Time zone of the city', 'Europe/Prague');
  type('First day of the visit', '2027-05-12');
  type('Last day of the visit', '2027-05-16');
  type('Name', 'Ілінка', 0);
  type('Name', 'Kateřina', 1);
}

test('a new exchange is created with its people and the report’s sections, and opened', async () => {
  await open('/hub/new', HubNewPage);
  await screen.findByLabelText('Topic');
  fillForm();
  fireEvent.click(screen.getByRole('button', { name: 'Create exchange' }));
  await waitFor(() => expect(openExchange).toHaveBeenCalled());
  const [created] = sent;
  expect(created?.exchange).toMatchObject({ topic: 'Вікіклуби', hostZone: 'Europe/Prague', currency: 'EUR' });
  expect(created?.people.map(({ name, role, lead }) => [name, role, lead])).toEqual([
    ['Ілінка', 'mentee', true],
    ['Kateřina', 'mentor', true],
    ['Zsófia', 'hub', false],
  ]);
  expect(created?.sections).toHaveLength(8);
  expect(await db.drafts.count()).toBe(0);
});

test('what is missing or does not fit is said at its field, and nothing is sent', async () => {
  await open('/hub/new', HubNewPage);
  await screen.findByLabelText('Topic');
  fillForm();
  type('Time zone of the city', 'Prague');
  type('Last day of the visit', '2027-05-10');
  fireEvent.click(screen.getByRole('button', { name: 'Create exchange' }));
  await screen.findByText('No such time zone. Names look like Europe/Prague.');
  screen.getByText('The visit ends before it begins.');
  expect(sent).toEqual([]);
  expect(await db.creations.count()).toBe(0);
});

test('what was typed comes back after a reload', async () => {
  await open('/hub/new', HubNewPage);
  await screen.findByLabelText('Topic');
  type('Topic', 'Half typed');
  cleanup();
  await open('/hub/new', HubNewPage);
  await screen.findByDisplayValue('Half typed');
  screen.getByText(/What you had typed is back/);
});

/** The exchange of the form waits on the device. */
async function createOffline(): Promise<void> {
  isOnline = false;
  await open('/hub/new', HubNewPage);
  await screen.findByLabelText('Topic');
  fillForm();
  fireEvent.click(screen.getByRole('button', { name: 'Create exchange' }));
  await waitFor(() => expect(location.pathname).toBe('/hub'));
}

test('without a network it waits on the device, and the form is free for the next one', async () => {
  isOnline = false;
  await open('/hub/new', HubNewPage);
  await screen.findByLabelText('Topic');
  fillForm();
  fireEvent.click(screen.getByRole('button', { name: 'Create exchange' }));
  await waitFor(() => expect(location.pathname).toBe('/hub'));
  expect((await db.creations.toArray()).map(({ created }) => created.exchange.topic)).toEqual(['Вікіклуби']);
  expect(await db.drafts.count()).toBe(0);
  expect(openExchange).not.toHaveBeenCalled();
});

test('a refused one is corrected under the id that it has', async () => {
  await createOffline();
  const [waiting] = await db.creations.toArray();
  await db.creations.update(waiting?.id ?? '', { refused: 'rule_broken' });
  cleanup();

  isOnline = true;
  await open(`/hub/new?again=${waiting?.id}`, HubNewPage);
  await screen.findByDisplayValue('Вікіклуби');
  screen.getByDisplayValue('Ілінка');
  type('Topic', 'Corrected');
  fireEvent.click(screen.getByRole('button', { name: 'Create exchange' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.exchange).toMatchObject({ id: waiting?.id, topic: 'Corrected' });
});

test('a refused one that was discarded comes back by “Undo”, whole and under its id', async () => {
  await createOffline();
  const [{ id } = { id: '' }] = await db.creations.toArray();
  await db.creations.update(id, { refused: 'rule_broken' });
  const before = await db.creations.get(id);
  cleanup();

  await open('/hub', HubPage);
  fireEvent.click(await screen.findByRole('button', { name: 'Discard' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await screen.findByText('Вікіклуби');
  expect(await db.creations.toArray()).toEqual([before]);
});

async function chooseTable(text: string | Blob): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('the page takes a file');
  Object.defineProperty(input, 'files', { value: [new File([text], 'pairs.csv')], configurable: true });
  fireEvent.change(input);
}

const headings = 'topic;format;mentee community;mentor community;host city;host zone;first day;last day;mentees';
const good = 'Clubs;mentee travels;A;B;Brno;Europe/Prague;12.5.2027;16.5.2027;"Ілінка <Il>; Second"';

test('a table is shown line by line; only what has no problem is created, and only after it was agreed to', async () => {
  await open('/hub/import', HubImportPage);
  await screen.findByRole('button', { name: 'Choose a CSV file' });
  await chooseTable(`${headings}\r\n${good}\r\nBad;both;A;C;Brno;Prague;12.5.2027;1.5.2027;\r\n`);
  await screen.findByText('1 line needs a correction');
  screen.getByText('Time zone of the city: No such time zone. Names look like Europe/Prague.');
  screen.getByText(/Last day of the visit: The visit ends before/);
  expect(sent).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Create 1 exchange' }));
  await screen.findByText('1 exchange is created.');
  expect(sent.map(({ exchange }) => exchange.topic)).toEqual(['Clubs']);
  expect(sent[0]?.people.map(({ name, username }) => [name, username])).toEqual([
    ['Ілінка', 'Il'],
    ['Second', ''],
    ['Zsófia', ''],
  ]);
});

test('the same table twice is the same exchanges, with the same ids', async () => {
  for (const _ of [1, 2]) {
    await open('/hub/import', HubImportPage);
    await screen.findByRole('button', { name: 'Choose a CSV file' });
    await chooseTable(`${headings}\n${good}\n`);
    fireEvent.click(await screen.findByRole('button', { name: 'Create 1 exchange' }));
    await screen.findByText('1 exchange is created.');
    cleanup();
  }
  const ids = (made: NewExchange | undefined) =>
    made && [made.exchange, ...made.people, ...made.sections].map(({ id }) => id);
  expect(ids(sent[1])).toEqual(ids(sent[0]));
  expect(new Set(ids(sent[0])).size).toBe(12);
});

test('an exchange that is on the board already is not offered again', async () => {
  await open('/hub/import', HubImportPage);
  await screen.findByRole('button', { name: 'Choose a CSV file' });
  await chooseTable(`${headings}\n${good}\n`);
  fireEvent.click(await screen.findByRole('button', { name: 'Create 1 exchange' }));
  await screen.findByText('1 exchange is created.');
  await db.board.put({ id: sent[0]?.exchange.id ?? '', stamp: '1', entry: {} as never });
  await screen.findByText('Already there');
  expect(screen.queryByRole('button', { name: /^Create/ })).toBeNull();
});

test.each([
  ['a workbook', new Blob([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])])],
  ['text of an old encoding', new Blob([new Uint8Array([0xc8, 0xe2, 0xe0, 0xed, 0x3b])])],
])('%s is no table, and it is said how to save one', async (_name, file) => {
  await open('/hub/import', HubImportPage);
  await screen.findByRole('button', { name: 'Choose a CSV file' });
  await chooseTable(file);
  await screen.findByText(/not a table that can be read/);
});

test('a table without the needed headings names them; the example has them all', async () => {
  await open('/hub/import', HubImportPage);
  await screen.findByRole('button', { name: 'Choose a CSV file' });
  await chooseTable('topic,city\nClubs,Brno\n');
  await screen.findByText(/lacks the headings: format, mentee community,/);
  await chooseTable(exampleTable());
  await screen.findByRole('button', { name: 'Create 1 exchange' });
});
