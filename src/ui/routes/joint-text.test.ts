import 'fake-indexeddb/auto';
import { waitFor } from '@testing-library/preact';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import { textField, textOf } from '#domain/text.ts';
import { diffText } from '#domain/text-diff.ts';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { listTextUpdates } from '#store/queries/report.ts';
import { listWaiting } from '#store/queries/sync.ts';
import { applyPull } from '#store/replica.ts';
import { openStore, type Store } from '#store/store.ts';
import { exchangeId, idMaker, instant, people, sampleSection } from '#tests/fixtures.ts';
import { type JointText, openJointText, type SaveState } from './joint-text.ts';
import { applyOps, shownOps } from './joint-text-changes.ts';

const newId = idMaker(0x7e);
const section = sampleSection(newId());

afterEach(() => {
  vi.restoreAllMocks();
  sessionStorage.clear();
});

/** A phone with the report's section on it, as it is after a pull. */
async function openPhone(): Promise<Store> {
  const device = { now: Date.now, fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes) };
  const context = { exchangeId, participantId: people.mentee, role: 'mentee' } as const;
  const store = openStore(context, device, new CarnetDb(newId()));
  const changes = [{ kind: 'section', id: section.id, row: section }];
  await applyPull(store.db, context, { type: 'pulled', changes, cursor: 1, more: false, lastSeq: 0, rejected: [] }, 1);
  return store;
}

type Editor = { text: JointText; saves: SaveState[] };

/** A text that is open in a tab of its own, over the same store. */
async function openEditor(store: Store): Promise<Editor> {
  const saves: SaveState[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const text = openJointText(store, section.id, resolve, (save) => saves.push(save));
  await promise;
  onTestFinished(() => text.close());
  return { text, saves };
}

/** Two edits of somebody else, of which the second hangs on the first. */
function editsOfTwo(): { first: string; second: string } {
  const doc = new Y.Doc();
  const updates: string[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(bytesToBase64(update)));
  doc.getText(textField).insert(0, 'We met');
  doc.getText(textField).insert(6, ' in Brno');
  const [first = '', second = ''] = updates;
  return { first, second };
}

function arrived({ db }: Store, update: string): Promise<void> {
  const row = { id: newId(), textId: section.id, update, authorId: people.mentor, at: instant };
  return putRow(db, exchangeId, 'textUpdate', row);
}

test('a text whose first words are not here does not open as if it were empty, and opens when they come', async () => {
  const store = await openPhone();
  const { first, second } = editsOfTwo();
  await arrived(store, second);
  const told: string[] = [];
  const text = openJointText(
    store,
    section.id,
    () => told.push('open'),
    () => undefined,
    () => told.push('part'),
  );
  onTestFinished(() => text.close());
  await waitFor(() => expect(told).toEqual(['part']));
  await arrived(store, first);
  await waitFor(() => expect(told.at(-1)).toBe('open'));
  expect(text.words()).toBe('We met in Brno');
});

test('a text of which a part is here opens when the person wants it, and what is missing joins in later', async () => {
  const store = await openPhone();
  const { first, second } = editsOfTwo();
  await arrived(store, second);
  const part = Promise.withResolvers<void>();
  const open = Promise.withResolvers<void>();
  const text = openJointText(store, section.id, open.resolve, () => undefined, part.resolve);
  onTestFinished(() => text.close());
  await part.promise;
  text.openAsItIs();
  await open.promise;
  type({ text, saves: [] }, 'Mine. ');
  await text.flush();
  await arrived(store, first);
  await waitFor(() => expect(text.words()).toContain('We met in Brno'));
  expect(text.words()).toContain('Mine.');
});

/** Makes the text read as it is to, as one change at the caret. */
function type({ text: { text } }: Editor, value: string): void {
  const change = diffText(text.toString(), value);
  if (!change) return;
  const { at, remove, insert } = change;
  applyOps(text, [{ retain: at }, { delete: remove }, { insert }], () => undefined);
}

/** No write is taken any more; returns the way to make room again. */
function fillDisk({ db }: Store): () => void {
  const fail = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  const spies = [
    vi.spyOn(db.outbox, 'add').mockImplementation(fail),
    vi.spyOn(db.outbox, 'put').mockImplementation(fail),
  ];
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
}

/** Whether the browser would ask before the tab is closed. */
const asks = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

const stored = async (store: Store) => textOf(await listTextUpdates(store, section.id));

test('what is typed is on the disk when the editor says saved, and in one queued edit', async () => {
  const store = await openPhone();
  const editor = await openEditor(store);
  for (const value of ['О', 'Об', 'Обмін', 'Обмін 🙂']) type(editor, value);
  await editor.text.flush();
  expect(editor.saves.at(-1)).toEqual({ state: 'saved' });
  expect(await stored(store)).toBe('Обмін 🙂');
  expect((await listWaiting(store)).entries).toHaveLength(1);
});

test('two tabs show each other’s letters, and deletions too', async () => {
  const store = await openPhone();
  const [one, two] = [await openEditor(store), await openEditor(store)];
  type(one, 'a sentence');
  await one.text.flush();
  await waitFor(() => expect(two.text.words()).toBe('a sentence'));
  type(one, 'a sente');
  await one.text.flush();
  await waitFor(() => expect(two.text.words()).toBe('a sente'));
  type(two, 'a sente, and more');
  await two.text.flush();
  await waitFor(() => expect(one.text.words()).toBe('a sente, and more'));
});

test('while an input method holds the text, what arrives waits, and what it composes is saved', async () => {
  const store = await openPhone();
  const [mine, theirs] = [await openEditor(store), await openEditor(store)];
  mine.text.hold();
  type(mine, 'won');
  await mine.text.flush();
  await waitFor(() => expect(theirs.text.words()).toBe('won'));
  type(theirs, 'Theirs. won');
  await theirs.text.flush();
  type(mine, 'wonderful');
  await mine.text.flush();
  expect(mine.text.words()).toBe('wonderful');
  mine.text.letGo();
  for (const { text } of [mine, theirs]) await waitFor(() => expect(text.words()).toBe('Theirs. wonderful'));
});

test('steady typing goes to the disk while it goes on, not only after a pause', async () => {
  const store = await openPhone();
  const editor = await openEditor(store);
  const started = Date.now();
  for (let words = 'w'; Date.now() - started < 600; words += 'w') {
    type(editor, words);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  expect((await stored(store)).length).toBeGreaterThan(0);
});

test('a paste of half a million letters is kept, in messages that the server takes', async () => {
  const store = await openPhone();
  const editor = await openEditor(store);
  const paste = `${'Ґ'.repeat(19_999)}🙂`.repeat(25);
  type(editor, paste);
  await editor.text.flush();
  expect(editor.saves.at(-1)).toEqual({ state: 'saved' });
  expect(await stored(store)).toBe(paste);
  const sizes = (await listWaiting(store)).entries.map((entry) => JSON.stringify(entry).length);
  expect(Math.max(...sizes)).toBeLessThan(512 * 1024);
}, 20_000);

test('when the disk is full the words stay in the editor, and are saved once there is room', async () => {
  const store = await openPhone();
  const editor = await openEditor(store);
  const makeRoom = fillDisk(store);
  type(editor, 'nearly lost');
  await editor.text.flush();
  expect(editor.saves.at(-1)).toEqual({ state: 'failed', code: 'storage_full' });
  expect(editor.text.words()).toBe('nearly lost');
  makeRoom();
  await editor.text.flush();
  expect(editor.saves.at(-1)).toEqual({ state: 'saved' });
  expect(await stored(store)).toBe('nearly lost');
});

test('words that the disk did not take are back when the section is opened again, and saved when there is room', async () => {
  const store = await openPhone();
  const left = await openEditor(store);
  type(left, 'On the disk. ');
  await left.text.flush();
  const makeRoom = fillDisk(store);
  type(left, 'On the disk. Nearly lost.');
  left.text.close();
  await waitFor(() => expect(left.saves.at(-1)).toEqual({ state: 'failed', code: 'storage_full' }));
  expect(asks()).toBe(true);

  const back = await openEditor(store);
  expect(back.text.words()).toBe('On the disk. Nearly lost.');
  await back.text.flush();
  expect(back.saves.at(-1)).toEqual({ state: 'failed', code: 'storage_full' });
  makeRoom();
  await back.text.flush();
  expect(await stored(store)).toBe('On the disk. Nearly lost.');
  expect(asks()).toBe(false);
  expect(sessionStorage.length).toBe(0);
});

test('a long paste that the disk did not take comes back in messages that the server takes', async () => {
  const store = await openPhone();
  const left = await openEditor(store);
  const makeRoom = fillDisk(store);
  const paste = 'Ґ'.repeat(400_000);
  type(left, paste);
  await left.text.flush();
  left.text.close();
  makeRoom();
  const back = await openEditor(store);
  await back.text.flush();
  expect(await stored(store)).toBe(paste);
  const sizes = (await listWaiting(store)).entries.map((entry) => JSON.stringify(entry).length);
  expect(Math.max(...sizes)).toBeLessThan(512 * 1024);
}, 20_000);

test('a section that is left in the middle of a word leaves nothing behind but the saved words', async () => {
  const store = await openPhone();
  const editor = await openEditor(store);
  type(editor, 'hal');
  editor.text.close();
  await waitFor(async () => expect(await stored(store)).toBe('hal'));
  await waitFor(() => expect(sessionStorage.length).toBe(0));
  expect(asks()).toBe(false);
});

test('half an emoji becomes a sign in its place, as the server could not take it', async () => {
  const store = await openPhone();
  const editor = await openEditor(store);
  applyOps(editor.text.text, [{ insert: 'a\ud83d' }], () => undefined);
  await editor.text.flush();
  expect(editor.text.words()).toBe('a\ufffd');
  expect(await stored(store)).toBe('a\ufffd');
});

test('formats are saved with the words, and back when the text is opened again', async () => {
  const store = await openPhone();
  const editor = await openEditor(store);
  type(editor, 'one\ntwo');
  applyOps(editor.text.text, [{ retain: 3, attributes: { bold: true } }], () => undefined);
  applyOps(editor.text.text, [{ retain: 7 }, { retain: 1, attributes: { list: 'bullet' } }], () => undefined);
  await editor.text.flush();
  const back = await openEditor(store);
  expect(shownOps(back.text.text)).toEqual([
    { insert: 'one', attributes: { bold: true } },
    { insert: '\n' },
    { insert: 'two' },
    { insert: '\n', attributes: { list: 'bullet' } },
  ]);
});
