import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import { openText, textField } from '#domain/text.ts';
import { CarnetDb, freshReplica } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { openStore, type Store } from '#store/store.ts';
import {
  contextOf,
  idMaker,
  instant,
  people,
  sampleExchange,
  sampleExpense,
  sampleObjective,
  sampleSection,
  sampleSession,
} from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { SearchPage } from './search.tsx';

const newId = idMaker(0x5e);
const now = Date.parse('2026-05-12T07:30:00Z');
const objective = { ...sampleObjective(newId(), 'Run a club'), problem: 'Nobody in Łódź edits' };
const session = { ...sampleSession(newId(), 'Workshop'), place: 'Library' };
const task = { id: newId(), sessionId: session.id, order: 'V', title: 'Write to Łódź', done: false };
const expense = { ...sampleExpense(newId()), merchant: 'Kawiarnia Łódzka', amount: 1250, currency: 'EUR' as const };
const deleted = { ...sampleExpense(newId()), merchant: 'Łódź, deleted', deletedAt: instant };
const section = sampleSection(newId());
const note = { id: newId(), body: 'Met the club of Łódź', createdBy: people.mentee, createdAt: instant };
let store: Store;

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentee'), { now: () => now, fillRandom }, new CarnetDb(newId()));
});
afterEach(cleanup);

async function seed(): Promise<void> {
  const { id } = sampleExchange;
  const words = openText([]);
  words.getText(textField).insert(0, 'We planned an edit-a-thon in Łódź.');
  const update = bytesToBase64(Y.encodeStateAsUpdate(words));
  await store.db.replicas.put({ ...freshReplica(id), downloadedAt: now });
  await putRow(store.db, id, 'objective', objective);
  await putRow(store.db, id, 'session', session);
  await putRow(store.db, id, 'task', task);
  await putRow(store.db, id, 'expense', expense);
  await putRow(store.db, id, 'expense', deleted);
  await putRow(store.db, id, 'section', section);
  const edit = { id: newId(), textId: section.id, update, authorId: people.mentee, at: instant };
  await putRow(store.db, id, 'textUpdate', edit);
  await putRow(store.db, id, 'note', note);
}

const open = (url: string) => openScreen(store, url, <SearchPage />);
const results = () => screen.queryAllByRole('listitem').map((item) => within(item).getByRole('link'));

test('a word is found in plan, schedule, expenses, report and notes, each with the address of its place', async () => {
  await seed();
  await open('/search?q=lodz');
  await screen.findByText('5 results');
  expect(results().map((link) => link.getAttribute('href'))).toEqual([
    `/plan#objective-${objective.id}`,
    `/plan/schedule/${session.id}`,
    `/expenses/${expense.id}`,
    `/report/${section.id}`,
    `/today?note=${note.id}`,
  ]);
  expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
    'Plan',
    'Schedule',
    'Expenses',
    'Report',
    'Notes',
  ]);
});

test('a comment and what was answered are found with their section, and a removed one is not', async () => {
  await seed();
  const said = { participantId: people.mentor, at: instant };
  const comment = { id: newId(), textId: section.id, anchor: null, todoFor: null, words: 'Which rivers?', ...said };
  const reply = { id: newId(), commentId: comment.id, words: 'The rivers of Moravia', ...said };
  await putRow(store.db, sampleExchange.id, 'comment', { ...comment, removedAt: instant });
  await putRow(store.db, sampleExchange.id, 'commentReply', reply);
  await open('/search?q=rivers');
  await screen.findByText('1 result');
  expect(results().map((link) => link.getAttribute('href'))).toEqual([`/report/${section.id}`]);
  expect(results()[0]?.textContent).toContain('The rivers of Moravia');
  expect(screen.queryByText(/Which/)).toBeNull();
});

test('what was found is marked in the words around it', async () => {
  await seed();
  await open('/search?q=lodz%20nobody');
  await screen.findByText('1 result');
  const [link] = results();
  expect(Array.from(link?.querySelectorAll('mark') ?? [], ({ textContent }) => textContent)).toEqual([
    'Nobody',
    'Łódź',
  ]);
});

test('the question stands in the address', async () => {
  await seed();
  await open('/search');
  await screen.findByText('Find it on this device');
  fireEvent.input(screen.getByLabelText('Words to find'), { target: { value: 'kawiarnia łódzka' } });
  await screen.findByText('1 result');
  await waitFor(() => expect(decodeURIComponent(location.search)).toBe('?q=kawiarnia łódzka'));
});

test('that nothing has the words is said with them', async () => {
  await seed();
  await open('/search?q=nowhere');
  expect((await screen.findAllByText('Nothing found for “nowhere”')).length).toBeGreaterThan(0);
});

test('an exchange that was never downloaded is said to be so, and not to have nothing', async () => {
  await open('/search?q=lodz');
  await screen.findByText('Not on this device yet');
  expect(screen.queryByText(/Nothing found/)).toBeNull();
});
