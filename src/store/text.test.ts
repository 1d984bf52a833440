import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import { runsOfVersion } from '#domain/report/version-formats.ts';
import { openText, textField, textOf } from '#domain/text.ts';
import { contextOf, exchangeId, idMaker, sampleSection } from '#tests/fixtures.ts';
import { CarnetDb } from './db.ts';
import { putRow } from './dexie-tx.ts';
import { listTextRows, listTextUpdates, listVersions, summarizeTexts } from './queries/report.ts';
import { restoreText } from './restore-text.ts';
import { openStore, type Store } from './store.ts';
import { appendText } from './text.ts';

const newId = idMaker(0x7c);
const section = sampleSection(newId());
const minute = 60_000;
let now: number;
let store: Store;

beforeEach(async () => {
  now = Date.parse('2026-05-12T09:00:00Z');
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentee'), { now: () => now, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, exchangeId, 'section', section);
});

async function type(words: string): Promise<void> {
  const doc = openText(await listTextUpdates(store, section.id));
  const before = Y.encodeStateVector(doc);
  doc.getText(textField).insert(doc.getText(textField).length, words);
  await appendText(store, section.id, bytesToBase64(Y.encodeStateAsUpdate(doc, before)));
}

const times = async () =>
  (await listTextRows(store, section.id)).map(({ since, at }) => [since?.slice(11, 16), at.slice(11, 16)]);
const words = async () => textOf(await listTextUpdates(store, section.id));

test('a queued edit that grows knows when it was begun, and after a longer pause another one begins', async () => {
  await type('One. ');
  now += 5 * minute;
  await type('Two. ');
  now += 9 * minute;
  await type('Three. ');
  now += 11 * minute;
  await type('Four. ');
  expect(await times()).toEqual([
    ['09:00', '09:14'],
    [undefined, '09:25'],
  ]);
  expect(await words()).toBe('One. Two. Three. Four. ');
});

test('what is typed after a restore is an edit of its own, and what the restore replaced is kept as a version', async () => {
  await type('Before.');
  now += minute;
  await restoreText(store, section.id, 'As it was.', '2026-05-11T09:00:00.000Z');
  now += minute;
  await type(' More.');
  expect(await words()).toBe('As it was. More.');
  expect((await listTextRows(store, section.id)).map(({ restored }) => restored)).toEqual([
    undefined,
    '2026-05-11T09:00:00.000Z',
    undefined,
  ]);
  expect(await listVersions(store, section.id)).toMatchObject([{ reason: 'restore', words: 'Before.' }]);
});

test.each([
  ['Short.', 'Short.'],
  ['Two lines\nof it', 'Two lines of it'],
  ['club '.repeat(40), `${'club '.repeat(31).trim()}…`],
  [`${'club '.repeat(31).trim()}. ${'More '.repeat(9)}`, `${'club '.repeat(31).trim()}…`],
])('a list shows how a text begins, in whole words: %j', async (words, opening) => {
  await type(words);
  expect((await summarizeTexts(store)).get(section.id)?.opening).toBe(opening);
});

test('restoring what the text says already writes nothing', async () => {
  await type('Same.');
  expect(await restoreText(store, section.id, 'Same.', '2026-05-12T09:00:00.000Z')).toBeUndefined();
  expect(await store.db.outbox.count()).toBe(1);
  expect(await listVersions(store, section.id)).toEqual([]);
});

test('a restore leaves alone what stays, so that what the other side writes there meanwhile merges into its place', async () => {
  await type('First line.\nA line to go.\nLast line.');
  const other = openText(await listTextUpdates(store, section.id));
  const before = Y.encodeStateVector(other);
  other.getText(textField).insert(5, ' and best');
  await restoreText(store, section.id, 'First line.\nLast line.\nOne more.', '2026-05-12T09:00:00.000Z');
  await appendText(store, section.id, bytesToBase64(Y.encodeStateAsUpdate(other, before)));
  expect(await words()).toBe('First and best line.\nLast line.\nOne more.');
});

test('a text of half a million letters is restored in messages that the server takes', async () => {
  const long = `${'Ґ'.repeat(19_999)}🙂`.repeat(25);
  await restoreText(store, section.id, long, '2026-05-12T09:00:00.000Z');
  expect(await words()).toBe(long);
  const sizes = (await store.db.outbox.toArray()).map((entry) => JSON.stringify(entry).length);
  expect(Math.max(...sizes)).toBeLessThan(512 * 1024);
});

test('a restore brings formats back where they are known, and takes none away from what stays where they are not', async () => {
  const formats = async () =>
    openText(await listTextUpdates(store, section.id))
      .getText(textField)
      .toDelta();
  const runs = [
    { text: 'bold', formats: { bold: true as const } },
    { text: ' item', formats: {} },
    { text: '\n', formats: { list: 'bullet' as const } },
  ];
  await type('nothing of it');
  await restoreText(store, section.id, 'bold item\n', '2026-05-12T09:00:00.000Z', runs);
  expect(await formats()).toEqual([
    { insert: 'bold', attributes: { bold: true } },
    { insert: ' item' },
    { insert: '\n', attributes: { list: 'bullet' } },
  ]);
  await restoreText(store, section.id, 'bold item\nMore.', '2026-05-12T09:01:00.000Z');
  expect(await formats()).toEqual([
    { insert: 'bold', attributes: { bold: true } },
    { insert: ' item' },
    { insert: '\n', attributes: { list: 'bullet' } },
    { insert: 'More.' },
  ]);
});

test('what a restore replaces is kept with its formats, and comes back with them', async () => {
  const bold = { text: 'Bold', formats: { bold: true as const } };
  const item = { text: '\n', formats: { list: 'bullet' as const } };
  await restoreText(store, section.id, 'Bold\n', '2026-05-12T09:00:00.000Z', [bold, item]);
  await restoreText(store, section.id, 'Bold\nand plain', '2026-05-12T09:01:00.000Z', [
    { text: 'Bold\nand plain', formats: {} },
  ]);
  const [version] = await listVersions(store, section.id);
  if (!version) throw new Error('nothing was kept');
  await restoreText(store, section.id, version.words, version.at, runsOfVersion(version));
  const text = openText(await listTextUpdates(store, section.id)).getText(textField);
  expect(text.toDelta()).toEqual([
    { insert: 'Bold', attributes: { bold: true } },
    { insert: '\n', attributes: { list: 'bullet' } },
  ]);
});
