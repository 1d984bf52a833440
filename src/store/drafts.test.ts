import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { idMaker } from '#tests/fixtures.ts';
import { CarnetDb } from './db.ts';
import { type Drafts, openDrafts } from './drafts.ts';

const newId = idMaker(0xd7);
let db: CarnetDb;
let drafts: Drafts;

beforeEach(() => {
  db = new CarnetDb(newId());
  drafts = openDrafts(db, () => 7);
});

test('two tabs with one form keep what was typed in either', async () => {
  const other = openDrafts(db, () => 8);
  await Promise.all([
    drafts.merge('expense/1', { merchant: 'Café' }),
    other.merge('expense/1', { note: 'for six' }),
    drafts.merge('expense/1', { merchant: 'Café Slavia' }),
  ]);
  expect(await drafts.get('expense/1')).toEqual({ merchant: 'Café Slavia', note: 'for six' });
});

test('a field that is as before is not typed in any more, and a draft without fields is none', async () => {
  await drafts.merge('expense/1', { merchant: 'Café', note: 'x' });
  await drafts.merge('expense/1', { merchant: undefined });
  expect(await drafts.get('expense/1')).toEqual({ note: 'x' });
  await drafts.merge('expense/1', { note: undefined });
  expect(await db.drafts.count()).toBe(0);
});

test('what was saved is forgotten, what was typed since stays', async () => {
  await drafts.merge('session/1', { title: 'Two', objectiveIds: ['a'], note: 'typed since' });
  await drafts.forget('session/1', { title: 'Two', objectiveIds: ['a'], note: 'saved', place: '' });
  expect(await drafts.get('session/1')).toEqual({ note: 'typed since' });
});

test('calls take effect in their order, also when nobody waits for the first', async () => {
  const writing = drafts.merge('task/1', { title: 'Call' });
  await drafts.forget('task/1', { title: 'Call' });
  await writing;
  expect(await drafts.get('task/1')).toBeUndefined();
});

test('a draft that is no form gives way to what is typed', async () => {
  await db.drafts.put({ key: 'task/1', value: 'words', savedAt: 1 });
  await drafts.merge('task/1', { title: 'Call' });
  expect(await db.drafts.get('task/1')).toEqual({ key: 'task/1', value: { title: 'Call' }, savedAt: 7 });
});
