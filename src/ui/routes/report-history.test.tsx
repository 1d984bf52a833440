import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { Route, Router } from 'preact-iso/router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import type { TextVersion } from '#domain/report/schema.ts';
import type { Role } from '#domain/scalars.ts';
import { openText, textField, textOf } from '#domain/text.ts';
import { CarnetDb, freshReplica } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { listTextRows, listTextUpdates, listVersions } from '#store/queries/report.ts';
import { listWaiting } from '#store/queries/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import { appendText } from '#store/text.ts';
import { contextOf, idMaker, people, sampleExchange, sampleSection } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { ReportHistoryPage } from './report-history.tsx';

const newId = idMaker(0x415);
const section = sampleSection(newId());
const list = `/report/${section.id}/history`;
let now: number;
let store: Store;

beforeEach(async () => {
  store = await openPhone('mentee');
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** Brno is two hours before UTC in May. */
async function openPhone(role: Role): Promise<Store> {
  now = Date.parse('2026-05-14T10:00:00Z');
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const phone = openStore(contextOf(role), { now: () => now, fillRandom }, new CarnetDb(newId()));
  const { id: exchangeId } = sampleExchange;
  await putRow(phone.db, exchangeId, 'exchange', sampleExchange);
  await putRow(phone.db, exchangeId, 'section', section);
  const mentor = {
    id: people.mentor,
    name: 'Наставник',
    role: 'mentor',
    community: '',
    username: '',
    lead: true,
  } as const;
  await putRow(phone.db, exchangeId, 'participant', mentor);
  await phone.db.replicas.put({ ...freshReplica(exchangeId), downloadedAt: now });
  return phone;
}

/** What somebody wrote and the server has sent. */
async function written(authorId: string, at: string, change: (text: Y.Text) => void): Promise<void> {
  const doc = openText(await listTextUpdates(store, section.id));
  const before = Y.encodeStateVector(doc);
  doc.transact(() => change(doc.getText(textField)));
  const update = bytesToBase64(Y.encodeStateAsUpdate(doc, before));
  await putRow(store.db, sampleExchange.id, 'textUpdate', { id: newId(), textId: section.id, update, authorId, at });
}

const typed = (words: string) => (text: Y.Text) => text.insert(text.length, words);

/** The mentor writes a paragraph; somebody who is not known here replaces it. */
async function wipedParagraph(): Promise<void> {
  await written(people.mentor, '2026-05-12T12:05:00.000Z', typed('We met in Brno. '));
  await written(people.mentor, '2026-05-12T12:20:00.000Z', typed('It rained.'));
  await written(newId(), '2026-05-13T08:00:00.000Z', (text) => {
    text.delete(0, text.length);
    text.insert(0, 'Sun.');
  });
}

async function open(url = list): Promise<void> {
  await openScreen(
    store,
    url,
    <Router>
      <Route path="/report/:id/history/:entry?" component={ReportHistoryPage} />
      <Route default component={() => <p>elsewhere</p>} />
    </Router>,
  );
}

const rows = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent);
const read = async () => textOf(await listTextUpdates(store, section.id));

async function openEntry(name: RegExp): Promise<void> {
  fireEvent.click(await screen.findByRole('link', { name }, { timeout: 5_000 }));
  await waitFor(() => expect(location.pathname).not.toBe(list));
}

async function restore(): Promise<void> {
  fireEvent.click(await screen.findByRole('button', { name: 'Restore this version' }));
  const dialog = await screen.findByRole('dialog', { name: 'Restore this version?' });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Restore this version' }));
}

test('a text that nobody has written in says what its history is for', async () => {
  await open();
  expect(await screen.findByText('Nothing written yet')).toBeDefined();
  expect(screen.getByText(/you will see who wrote what and when/)).toBeDefined();
});

test('sittings stand by day, the newest first, with who, when and how much; a missing name is said in a word', async () => {
  await wipedParagraph();
  await open();
  await screen.findByText('Somebody');
  expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
    'Wednesday 13 May',
    'Tuesday 12 May',
  ]);
  expect(rows()).toEqual([
    expect.stringMatching(/Somebody.*10:00.*4 characters added.*26 characters removed/),
    expect.stringMatching(/Наставник.*14:05–14:20.*26 characters added/),
  ]);
});

test('a sitting shows its words with what came and went marked by elements of their own, or plain', async () => {
  await wipedParagraph();
  await open();
  await openEntry(/Somebody/);
  const words = () => document.querySelector('.history-text');
  await waitFor(() => expect(words()?.innerHTML).toContain('We met in Brno. It rained.</del>'));
  expect(words()?.querySelector('ins')?.textContent).toBe('Sun.');
  expect(screen.getByText('The text reads like this now.')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Restore this version' })).toBeNull();
  fireEvent.click(screen.getByRole('checkbox', { name: 'Show what changed' }));
  await waitFor(() => expect(words()?.innerHTML).toBe('Sun.'));
});

test('a restore asks first, says what will change, and is an edit on top that can itself be undone, all offline', async () => {
  await wipedParagraph();
  const before = await listTextRows(store, section.id);
  await open();
  await openEntry(/Наставник/);
  fireEvent.click(await screen.findByRole('button', { name: 'Restore this version' }));
  const dialog = await screen.findByRole('dialog', { name: 'Restore this version?' });
  expect(dialog.textContent).toContain('“Summary” will read as it did on Tuesday 12 May, 14:20');
  expect(dialog.textContent).toContain('This adds 26 characters and removes 4 characters.');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  expect(await read()).toBe('Sun.');

  await restore();
  await waitFor(async () => expect(await read()).toBe('We met in Brno. It rained.'));
  expect(await listTextRows(store, section.id)).toEqual(expect.arrayContaining(before));
  expect((await listWaiting(store)).entries.map(({ name }) => name)).toEqual(['version.keep', 'text.edit']);
  await screen.findByText(/Brought back the text of Tuesday 12 May, 14:20/);
  expect(rows().slice(0, 2)).toEqual([
    expect.stringMatching(/Somebody.*12:00.*Brought back/),
    expect.stringMatching(/Before it was restored.*12:00/),
  ]);

  await openEntry(/Before it was restored/);
  await restore();
  await waitFor(async () => expect(await read()).toBe('Sun.'));
});

test('what is not sent yet stands in the history, and says so when it has waited for more than a moment', async () => {
  await written(people.mentor, '2026-05-12T12:05:00.000Z', typed('We met.'));
  const doc = openText(await listTextUpdates(store, section.id));
  const updates: string[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(bytesToBase64(update)));
  typed(' Written offline.')(doc.getText(textField));
  for (const update of updates) await appendText(store, section.id, update);
  await open();
  await waitFor(() => expect(rows()).toHaveLength(2));
  expect(rows()[0]).not.toContain('Not sent yet');
  await waitFor(async () => {
    now += 3_000;
    // The screen looks again at what waits whenever something more does.
    const note = { id: newId(), body: 'x', createdBy: people.mentee, createdAt: store.instant() };
    await store.mutate('note.add', note);
    expect(rows()[0]).toMatch(/17 characters added.*Not sent yet/);
  });
  expect(rows()[1]).not.toContain('Not sent yet');
});

test('versions stand where they were kept, and are compared with the version before them', async () => {
  await wipedParagraph();
  const version = (fields: Partial<TextVersion>): TextVersion => ({
    id: newId(),
    textId: section.id,
    words: 'We met in Brno. It rained.',
    reason: 'daily',
    authorId: null,
    at: '2026-05-12T22:00:00.000Z',
    ...fields,
  });
  const signed = { words: 'We met in Prague. It rained.', reason: 'signature', authorId: people.mentor } as const;
  for (const row of [version({}), version({ ...signed, at: '2026-05-13T09:00:00.000Z' })]) {
    await putRow(store.db, sampleExchange.id, 'textVersion', row);
  }
  await open();
  await screen.findByText('As the day began');
  expect(rows()).toEqual([
    expect.stringMatching(/When it was signed.*11:00.*Наставник/),
    expect.stringMatching(/Somebody/),
    expect.stringMatching(/^As the day began$/),
    expect.stringMatching(/Наставник/),
  ]);
  await openEntry(/When it was signed/);
  const words = () => document.querySelector('.history-text');
  await waitFor(() => expect(words()?.innerHTML).toBe('We met in Prague. It rained.'));
  fireEvent.click(screen.getByRole('checkbox', { name: 'Show what changed since Wednesday 13 May, 00:00' }));
  await waitFor(() => expect(words()?.querySelector('del')?.textContent).toBe('Brno. '));
  expect(words()?.querySelector('ins')?.textContent).toBe('Prague. ');
});

test('when the disk is full the restore says so, and the text stays as it is', async () => {
  await wipedParagraph();
  await open();
  await openEntry(/Наставник/);
  vi.spyOn(store.db.outbox, 'add').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await restore();
  expect(await screen.findByText(/This device has no space left/)).toBeDefined();
  expect(await read()).toBe('Sun.');
  expect(await listVersions(store, section.id)).toEqual([]);
});

test('Hub staff read the history and restore nothing', async () => {
  store = await openPhone('hub');
  await wipedParagraph();
  await open();
  await openEntry(/Наставник/);
  expect(await screen.findByText('You are here as the CEE Hub', { exact: false })).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Restore this version' })).toBeNull();
});

test('a text of 20,000 characters comes back as it was, while what the other side wrote meanwhile stays', async () => {
  const long = 'слово '.repeat(3_333);
  await written(people.mentor, '2026-05-12T12:05:00.000Z', typed(long));
  await written(people.mentor, '2026-05-13T12:05:00.000Z', (text) => text.delete(0, 19_000));
  await open();
  await openEntry(/19,998 characters added/);
  await restore();
  await waitFor(async () => expect(await read()).toBe(long));
  await written(people.mentor, '2026-05-14T12:05:00.000Z', typed('Fin.'));
  expect(await read()).toBe(`${long}Fin.`);
});
