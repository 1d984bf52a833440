import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import { MemoryTx } from '#domain/memory-tx.ts';
import { runMutation } from '#domain/mutators.ts';
import { blocksOf } from '#domain/rich-text.ts';
import type { Role } from '#domain/scalars.ts';
import { openText, textField, textOf } from '#domain/text.ts';
import { contextOf, exchangeId, idMaker, sampleSection } from '#tests/fixtures.ts';
import { CarnetDb } from './db.ts';
import { putRow } from './dexie-tx.ts';
import { listTextUpdates } from './queries/report.ts';
import { getRow } from './queries/rows.ts';
import { openStore, type Store } from './store.ts';
import { releaseBlock, takeBlock } from './take-block.ts';
import { appendText } from './text.ts';

const newId = idMaker(0x7b);
const section = sampleSection(newId());
const lines = [
  { words: 'Schedule', formats: { header: 3 as const } },
  { words: 'Tue 12 May – Co-working', formats: { list: 'bullet' as const } },
];

async function phone(role: Role): Promise<Store> {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const now = () => Date.parse('2026-05-12T09:00:00Z');
  const store = openStore(contextOf(role), { now, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, exchangeId, 'section', section);
  return store;
}

async function insert(store: Store, at: (words: string) => number, words: string): Promise<void> {
  const doc = openText(await listTextUpdates(store, section.id));
  const before = Y.encodeStateVector(doc);
  const text = doc.getText(textField);
  text.insert(at(text.toString()), words, {});
  await appendText(store, section.id, bytesToBase64(Y.encodeStateAsUpdate(doc, before)));
}

const words = async (store: Store) => textOf(await listTextUpdates(store, section.id));
const now = async (store: Store) => {
  const row = await getRow(store, 'section', section.id);
  if (!row) throw new Error('the section is gone');
  return row;
};

/** What a server has once these phones have pushed, one after the other. */
async function pushed(...phones: Store[]): Promise<MemoryTx> {
  const tx = new MemoryTx();
  await tx.put('section', section);
  for (const { db, context } of phones)
    for (const { name, args } of (await db.outbox.toArray()).sort((a, b) => a.seq - b.seq))
      expect(await runMutation(tx, name, args, context)).toBeUndefined();
  return tx;
}
const wordsAt = async (tx: MemoryTx) => textOf((await tx.list('textUpdate', section.id)).map(({ update }) => update));

test('a block becomes headings and lists of the text, below what stood there, and is live no more', async () => {
  const store = await phone('mentee');
  await insert(store, () => 0, 'We met.');
  await takeBlock(store, section.id, 'schedule', lines);
  expect(await words(store)).toBe('We met.\nSchedule\nTue 12 May – Co-working\n\n');
  expect(blocksOf(await listTextUpdates(store, section.id)).map(({ kind }) => kind)).toEqual([
    'paragraph',
    'subheading',
    'bullet',
  ]);
  expect(Object.keys((await now(store)).taken ?? {})).toEqual(['schedule']);
});

test('a block that is live again takes its letters with it, and leaves what was written among them', async () => {
  const store = await phone('mentee');
  await insert(store, () => 0, 'We met.');
  await takeBlock(store, section.id, 'schedule', lines);
  await insert(store, (text) => text.indexOf('Co-working'), 'long and good ');
  await releaseBlock(store, await now(store), 'schedule');
  expect(await words(store)).toBe('We met.long and good ');
  expect((await now(store)).taken).toEqual({});
});

test('taken on two phones without a network it stands there once, and no word of either person is lost', async () => {
  const [one, other] = [await phone('mentee'), await phone('mentor')];
  await takeBlock(one, section.id, 'schedule', lines);
  await insert(one, (text) => text.length, 'First.');
  await takeBlock(other, section.id, 'schedule', lines);
  await insert(other, (text) => text.indexOf('Co-working'), 'splendid ');
  for (const order of [
    [one, other],
    [other, one],
  ]) {
    const tx = await pushed(...order);
    const text = await wordsAt(tx);
    expect(text.match(/Schedule/g)).toHaveLength(1);
    expect(text.match(/Co-working/g)).toHaveLength(1);
    expect(text).toContain('First.');
    expect(text).toContain('splendid');
  }
});

test('who makes a block live again while the other takes it loses nothing of the other’s', async () => {
  const [one, other] = [await phone('mentee'), await phone('mentor')];
  await takeBlock(one, section.id, 'schedule', lines);
  await releaseBlock(one, await now(one), 'schedule');
  await takeBlock(other, section.id, 'schedule', lines);
  for (const order of [
    [one, other],
    [other, one],
  ]) {
    const tx = await pushed(...order);
    expect((await wordsAt(tx)).match(/Schedule/g)).toHaveLength(1);
    expect(Object.keys((await tx.get('section', section.id))?.taken ?? {})).toEqual(['schedule']);
  }
});
