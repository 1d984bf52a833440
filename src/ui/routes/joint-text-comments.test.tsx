import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { Route, Router } from 'preact-iso/router';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { encodeStateAsUpdate } from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import type { Comment } from '#domain/comment/schema.ts';
import { anchorOf } from '#domain/comment/text-anchor.ts';
import type { Role } from '#domain/scalars.ts';
import { openText, textField } from '#domain/text.ts';
import { CarnetDb, freshReplica } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { listTextUpdates } from '#store/queries/report.ts';
import { listRows } from '#store/queries/rows.ts';
import { listWaiting } from '#store/queries/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import { appendText } from '#store/text.ts';
import { contextOf, idMaker, instant, people, sampleExchange, sampleSection } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { ReportPage } from './report.tsx';
import { ReportSectionPage } from './report-section.tsx';

const newId = idMaker(0xc1);
const section = sampleSection(newId());
const now = Date.parse('2026-05-14T10:00:00Z');
let store: Store;

async function openPhone(role: Role, exchange: object = {}): Promise<Store> {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const phone = openStore(contextOf(role), { now: () => now, fillRandom }, new CarnetDb(newId()));
  const put = putRow.bind(null, phone.db, sampleExchange.id);
  await put('exchange', { ...sampleExchange, ...exchange });
  await put('section', section);
  for (const side of ['mentee', 'mentor'] as const)
    await put('participant', { id: people[side], name: side === 'mentee' ? 'Olena' : 'Marko', role: side, ...nobody });
  await phone.db.replicas.put({ ...freshReplica(sampleExchange.id), cursor: 1, downloadedAt: now });
  return phone;
}
const nobody = { community: '', username: '', lead: true };

beforeEach(async () => {
  store = await openPhone('mentee');
  await write((text) => text.insert(0, 'We met in Brno.\nWe wrote ten pages.'));
});
afterEach(cleanup);

async function write(change: (text: Y.Text) => void): Promise<void> {
  const doc = openText(await listTextUpdates(store, section.id));
  change(doc.getText(textField));
  // The pair writes; of Hub staff the same row comes from the server.
  const update = bytesToBase64(encodeStateAsUpdate(doc));
  if (store.context.role !== 'hub') return void (await appendText(store, section.id, update));
  const row = { id: newId(), textId: section.id, update, authorId: people.mentor, at: instant };
  await putRow(store.db, sampleExchange.id, 'textUpdate', row);
}

/** What the mentor said, as the server has sent it. */
async function said(words: string, about: string | null, more: Partial<Comment> = {}): Promise<Comment> {
  const text = openText(await listTextUpdates(store, section.id)).getText(textField);
  const from = about === null ? -1 : text.toString().indexOf(about);
  const anchor = about === null ? null : anchorOf(text, { from, to: from + about.length });
  const base = { id: newId(), textId: section.id, anchor, todoFor: null, words, at: instant };
  const comment: Comment = { ...base, participantId: people.mentor, ...more };
  await putRow(store.db, sampleExchange.id, 'comment', comment);
  return comment;
}

async function open(query = ''): Promise<void> {
  await openScreen(
    store,
    `/report/${section.id}${query}`,
    <Router>
      <Route path="/report/:id" component={ReportSectionPage} />
      <Route default component={() => <p>elsewhere</p>} />
    </Router>,
  );
  // The editor comes with the first text that is opened.
  await screen.findByRole('region', { name: 'Comments' }, { timeout: 10_000 });
}
const area = async () => within(await screen.findByRole('region', { name: 'Comments' }));
const quotes = async () => (await area()).queryAllByRole('heading', { level: 3 }).map((heading) => heading.textContent);
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const queued = async () => (await listWaiting(store)).entries.map(({ name, args }) => ({ name, args }));

describe('the comments on a section', () => {
  test('stand in the order of their passages, one about all of it first, and say when a passage is gone', async () => {
    await said('Which ones?', 'ten pages');
    await said('The library?', 'in Brno');
    await said('Nice', null);
    await said('Late?', 'We met');
    await write((text) => text.delete(0, 'We met '.length));
    await open();
    await screen.findByRole('toolbar', {}, { timeout: 10_000 });
    await waitFor(async () => expect(await quotes()).toEqual(['On the whole text', 'in Brno', 'ten pages', 'We met']));
    expect((await area()).getByText('The passage was removed')).toBeTruthy();
    expect((await area()).getByText('4 open')).toBeTruthy();
    expect((await area()).getAllByText(/^Marko, /)).toHaveLength(4);
  });

  test('are written in a form that a reload brings back with its passage, and are said to be saved', async () => {
    await open('?comment=new');
    const field = await screen.findByLabelText<HTMLTextAreaElement>('Comment');
    fireEvent.input(field, { target: { value: 'Add the figures' } });
    fireEvent.change(screen.getByLabelText('Is there something to do?'), { target: { value: 'mentor' } });
    await waitFor(async () => expect(await store.db.drafts.get(`comment/new/${section.id}`)).toBeDefined());
    cleanup();
    await open('?comment=new');
    expect((await screen.findByLabelText<HTMLTextAreaElement>('Comment')).value).toBe('Add the figures');
    await press('Save');
    await screen.findByText('Comment saved');
    const [comment] = await listRows(store, 'comment');
    expect(comment).toMatchObject({ words: 'Add the figures', todoFor: 'mentor', participantId: people.mentee });
    expect(await store.db.drafts.get(`comment/new/${section.id}`)).toBeUndefined();
    expect((await area()).getByText('To do for the mentor')).toBeTruthy();
  });

  test('are not saved without words', async () => {
    await open('?comment=new');
    await screen.findByLabelText('Comment');
    await press('Save');
    await screen.findByText('Write something first.');
    expect(await listRows(store, 'comment')).toEqual([]);
  });

  test('are answered, settled, and shown again when asked for', async () => {
    const { id } = await said('Which ones?', 'ten pages');
    await open();
    fireEvent.click(await screen.findByRole('button', { name: 'Reply' }));
    fireEvent.input(await screen.findByLabelText('Comment'), { target: { value: 'Of the club' } });
    await press('Save');
    expect(await (await area()).findByText('Of the club')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await press('Resolve');
    fireEvent.click(await screen.findByRole('button', { name: 'Show resolved (1)' }));
    expect(await (await area()).findByText(/^Resolved: Olena/)).toBeTruthy();
    await press('Reopen');
    await screen.findByText('1 open');
    expect((await queued()).map(({ name }) => name).slice(1)).toEqual([
      'comment.reply',
      'comment.resolve',
      'comment.reopen',
    ]);
    expect((await listRows(store, 'comment'))[0]).toMatchObject({ id, resolvedAt: null });
  });

  test('are edited and removed by their author, who can take that back', async () => {
    await said('My own', 'in Brno', { participantId: people.mentee });
    await said('Not mine', 'ten pages');
    await open();
    await waitFor(async () => expect(await quotes()).toHaveLength(2));
    expect(screen.getAllByRole('button', { name: 'Edit' })).toHaveLength(1);
    await press('Edit');
    fireEvent.input(await screen.findByLabelText('Comment'), { target: { value: 'My own, again' } });
    await press('Save');
    await (await area()).findByText('My own, again');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await press('Remove');
    await screen.findByText('Comment removed.');
    await waitFor(async () => expect(await quotes()).toEqual(['ten pages']));
    fireEvent.click((await area()).getByRole('button', { name: 'Undo' }));
    await waitFor(async () => expect(await quotes()).toEqual(['in Brno', 'ten pages']));
  });

  test('are thirty at first, where there are more', async () => {
    for (let count = 0; count < 32; count += 1) await said(`No. ${count}`, null);
    await open();
    expect(await quotes()).toHaveLength(30);
    await press('Show all 32 comments');
    expect(await quotes()).toHaveLength(32);
  });

  test('are read and not written once the exchange is closed', async () => {
    store = await openPhone('mentee', { closedAt: instant });
    await said('Nice', null, { participantId: people.mentee });
    await open();
    expect(await quotes()).toEqual(['On the whole text']);
    for (const name of ['Add comment', 'Reply', 'Edit', 'Resolve'])
      expect(screen.queryByRole('button', { name })).toBeNull();
  });

  test('may be written by the Hub too, which has no other tools there', async () => {
    store = await openPhone('hub');
    await write((text) => text.insert(0, 'We met.'));
    await said('Nice', 'We met');
    await open();
    expect(await screen.findByRole('button', { name: 'Add comment' })).toBeTruthy();
    expect(screen.queryByRole('toolbar')).toBeNull();
    expect(await screen.findByRole('button', { name: 'Reply' })).toBeTruthy();
  });
});

test('the report says how many comments are open in a section, and how many to-dos are one’s own', async () => {
  await said('Which ones?', 'ten pages', { todoFor: 'mentee' });
  await said('Done', null, { todoFor: 'both', resolvedBy: people.mentor, resolvedAt: instant });
  await said('Theirs', null, { todoFor: 'mentor' });
  await openScreen(store, '/report', <ReportPage />);
  expect(await screen.findByText('2 open comments')).toBeTruthy();
  expect(await screen.findByText(/ · 1 to-do for you$/)).toBeTruthy();
});
