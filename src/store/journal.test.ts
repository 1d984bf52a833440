import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { exchangeId, idMaker } from '#tests/fixtures.ts';
import { CarnetDb, type JournalEntry, outboxOf } from './db.ts';
import { journalOf, keepInJournal } from './journal.ts';
import { goOnAfter } from './renumber.ts';

const newId = idMaker(0x5b);

function entry(seq: number): JournalEntry {
  return { exchangeId, seq, id: newId(), name: 'note.add', args: { seq }, queuedAt: seq, ackedAt: 9 };
}

function entries(from: number, to: number): JournalEntry[] {
  return Array.from({ length: to - from + 1 }, (_, index) => entry(from + index));
}

test('S1: writes that were acknowledged together lie in few records, and each is there', async () => {
  const db = new CarnetDb(newId());
  const written = entries(1, 120);
  await keepInJournal(db, written);
  expect(await db.journal.count()).toBe(3);
  expect(await journalOf(db, exchangeId)).toEqual(written);
});

test('S2: what a server that was set up again has lost goes back into the outbox, from the midst of a record, too', async () => {
  const db = new CarnetDb(newId());
  const written = entries(1, 120);
  await keepInJournal(db, written);
  await goOnAfter(db, exchangeId, 70);
  expect((await outboxOf(db, exchangeId).toArray()).map(({ id, seq }) => ({ id, seq }))).toEqual(
    written.slice(70).map(({ id, seq }) => ({ id, seq })),
  );
  expect(await journalOf(db, exchangeId)).toEqual(written.slice(0, 70));
});

test('S9: entries of versions before, each a record of its own, go back as well', async () => {
  const db = new CarnetDb(newId());
  const old = entries(1, 3);
  await db.journal.bulkAdd(old);
  const together = entries(4, 6);
  await keepInJournal(db, together);
  await goOnAfter(db, exchangeId, 1);
  expect((await outboxOf(db, exchangeId).toArray()).map(({ id }) => id)).toEqual(
    [...old.slice(1), ...together].map(({ id }) => id),
  );
});

test('S1: a record never takes the place of one that stands under its number', async () => {
  const db = new CarnetDb(newId());
  const [first, second] = [entries(1, 3), entries(2, 3)];
  await keepInJournal(db, first);
  await keepInJournal(db, second);
  expect((await journalOf(db, exchangeId)).map(({ id }) => id).sort()).toEqual(
    [...first, ...second].map(({ id }) => id).sort(),
  );
});
