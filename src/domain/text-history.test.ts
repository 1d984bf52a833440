import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { idMaker, people, seededRandom } from '#tests/fixtures.ts';
import { base64ToBytes, bytesToBase64 } from './base64.ts';
import type { TextUpdate } from './report/schema.ts';
import { joinUpdates, openText, textField, textOf } from './text.ts';
import { readHistory } from './text-history.ts';
import { sittingsOf } from './text-sittings.ts';

const newId = idMaker(0x41);
const textId = newId();
const { mentee, mentor } = people;

/** A text that several people write on devices of their own; rows in the order of writing. */
function writeText() {
  const rows: TextUpdate[] = [];
  const docs = new Map<string, Y.Doc>();
  const docOf = (authorId: string) => {
    const known = docs.get(authorId);
    if (known) return known;
    const doc = new Y.Doc();
    // Yjs would draw a random one; a seed has to give the same text each time.
    doc.clientID = authorId === mentee ? 4_000_000_001 : 4_000_000_002;
    docs.set(authorId, doc);
    return doc;
  };
  const sync = (authorId: string) => {
    for (const other of docs.values()) Y.applyUpdate(docOf(authorId), Y.encodeStateAsUpdate(other), 'stored');
  };
  /** Changes the text as its author sees it; what the others have written is there, unless they are apart. */
  function edit(authorId: string, time: string, change: (text: Y.Text) => void, options: EditOptions = {}) {
    const { apart = false, ...fields } = options;
    if (!apart) sync(authorId);
    const doc = docOf(authorId);
    const updates: Uint8Array[] = [];
    const keep = (update: Uint8Array) => updates.push(update);
    doc.on('update', keep);
    change(doc.getText(textField));
    doc.off('update', keep);
    const update = bytesToBase64(Y.mergeUpdates(updates));
    rows.push({ id: newId(), textId, update, authorId, at: instantOf(time), ...fields });
  }
  const append = (authorId: string, time: string, words: string, options?: EditOptions) =>
    edit(authorId, time, (text) => text.insert(text.length, words), options);
  return { rows, edit, append };
}

type EditOptions = { apart?: boolean; restored?: string; since?: string };

/** `12 14:05` in May 2026, UTC. */
function instantOf(time: string): string {
  return `2026-05-${time.replace(' ', 'T')}:00.000Z`;
}

const marked = (rows: TextUpdate[], index: number) =>
  readHistory(rows)
    .piecesOf(index)
    .map(({ change, text }) => ({ kept: text, added: `[+${text}]`, removed: `[-${text}]` })[change])
    .join('');

const summary = (rows: TextUpdate[]) =>
  readHistory(rows).sittings.map(({ authorId, from, to, added, removed }) => [
    authorId === mentee ? 'mentee' : 'mentor',
    from.slice(8, 16),
    to.slice(8, 16),
    added,
    removed,
  ]);

test('a text that nobody has written in has no history', () => {
  expect(readHistory([]).sittings).toEqual([]);
});

test('what one person writes without a long pause is one sitting, and a pause or another person begins another', () => {
  const { rows, append, edit } = writeText();
  append(mentee, '12 14:05', 'We met ');
  append(mentee, '12 14:20', 'in Brno. 🙂');
  append(mentee, '12 14:51', 'Later. ');
  edit(mentor, '12 15:00', (text) => text.delete(0, 7));
  expect(summary(rows)).toEqual([
    ['mentee', '12T14:05', '12T14:20', 17, 0],
    ['mentee', '12T14:51', '12T14:51', 7, 0],
    ['mentor', '12T15:00', '12T15:00', 0, 7],
  ]);
  expect(marked(rows, 1)).toBe('We met in Brno. 🙂[+Later. ]');
  expect(marked(rows, 2)).toBe('[-We met ]in Brno. 🙂Later. ');
  expect(readHistory(rows).wordsAfter(1)).toBe('We met in Brno. 🙂Later. ');
});

test('what came and went within a sitting is neither added nor removed', () => {
  const { rows, append, edit } = writeText();
  append(mentee, '12 14:05', 'Wee met');
  edit(mentee, '12 14:06', (text) => text.delete(2, 1));
  expect(summary(rows)).toEqual([['mentee', '12T14:05', '12T14:06', 6, 0]]);
  expect(marked(rows, 0)).toBe('[+We met]');
});

test('two who write at the same time have a sitting each, with their own words', () => {
  const { rows, append } = writeText();
  append(mentee, '12 14:00', 'A. ');
  append(mentor, '12 14:01', 'B. ');
  append(mentee, '12 14:02', 'C. ');
  append(mentor, '12 14:03', 'D. ');
  expect(summary(rows)).toEqual([
    ['mentee', '12T14:00', '12T14:02', 6, 0],
    ['mentor', '12T14:01', '12T14:03', 6, 0],
  ]);
  expect(marked(rows, 1)).toBe('A. [+B. ]C. [+D. ]');
});

test('who takes out what the other has just written begins a sitting, so that both are seen', () => {
  const { rows, append, edit } = writeText();
  append(mentee, '12 14:00', 'Mine. ');
  edit(mentor, '12 14:01', (text) => {
    text.delete(0, 6);
    text.insert(0, 'Theirs.');
  });
  edit(mentee, '12 14:02', (text) => {
    text.delete(0, 7);
    text.insert(0, 'Mine!');
  });
  expect(summary(rows).map(([who, , , added, removed]) => [who, added, removed])).toEqual([
    ['mentee', 6, 0],
    ['mentor', 7, 6],
    ['mentee', 5, 7],
  ]);
  expect(marked(rows, 2)).toBe('[-Theirs.][+Mine!]');
});

test('a device whose clock is a day behind still takes out words after they were written', () => {
  const { rows, append, edit } = writeText();
  append(mentee, '12 14:00', 'Mine. ');
  edit(mentor, '11 14:01', (text) => text.delete(0, 6));
  expect(summary(rows).map(([who, , , added, removed]) => [who, added, removed])).toEqual([
    ['mentee', 6, 0],
    ['mentor', 0, 6],
  ]);
});

test('a restore is a sitting of its own, also when it comes in several edits', () => {
  const { rows, append } = writeText();
  append(mentee, '12 14:00', 'One. ');
  append(mentee, '12 14:01', 'Two. ', { restored: instantOf('12 13:00') });
  append(mentee, '12 14:01', 'Three. ', { restored: instantOf('12 13:00') });
  append(mentee, '12 14:02', 'Four. ');
  expect(readHistory(rows).sittings.map(({ restored, added }) => [restored?.slice(11, 16), added])).toEqual([
    [undefined, 5],
    ['13:00', 12],
    [undefined, 6],
  ]);
});

/** The rows that compaction makes of a text's. */
function mergeSittings(rows: TextUpdate[]): TextUpdate[] {
  const sittings = sittingsOf(rows);
  const updates = joinUpdates(sittings.map((sitting) => sitting.rows.map(({ update }) => update)));
  return sittings.map(({ rows: [first], from, to }, index) => {
    if (!first) throw new Error('a sitting without rows');
    return { ...first, update: updates[index] ?? '', since: from, at: to };
  });
}

describe.each([
  ['who see each other’s words', 0],
  ['who are often apart', 0.6],
])('many random texts of two people %s', (_, apartness) => {
  test('read the same once the updates of each sitting are merged, in whatever order they come', () => {
    const seed = Date.now() % 1_000_000;
    const random = seededRandom(seed);
    for (let round = 0; round < 12; round += 1) {
      const rows = randomText(random, apartness);
      const merged = mergeSittings(rows);
      const words = textOf(rows.map(({ update }) => update));
      expect(textOf(merged.map(({ update }) => update)), `seed ${seed}`).toBe(words);
      expect(textOf(merged.toReversed().map(({ update }) => update)), `seed ${seed}`).toBe(words);
      const history = readHistory(merged);
      expect(history.wordsAfter(history.sittings.length - 1), `seed ${seed}`).toBe(words);
      // Two who take out one word while apart have both done it; once merged, the first of them has.
      if (apartness === 0) {
        expect(summary(merged), `seed ${seed}`).toEqual(summary(rows));
        for (const index of history.sittings.keys()) expect(marked(merged, index)).toBe(marked(rows, index));
      }
    }
  }, 30_000);
});

test('merged updates that build on each other, taken in one after the other, would leave words waiting; a text opens whole', () => {
  // With this seed Yjs alone stops half-way; if it no longer does, takeIn() may become simpler.
  const rows = randomText(seededRandom(69), 0.6);
  const updates = mergeSittings(rows)
    .map(({ update }) => update)
    .toReversed();
  const words = textOf(rows.map(({ update }) => update));
  const oneByOne = new Y.Doc();
  for (const update of updates) Y.applyUpdate(oneByOne, base64ToBytes(update));
  expect(oneByOne.getText(textField).length).toBeLessThan(words.length);
  expect(textOf(updates)).toBe(words);
});

function randomText(random: () => number, apartness: number): TextUpdate[] {
  const { rows, edit } = writeText();
  const upTo = (limit: number) => Math.floor(random() * limit);
  for (let step = 0; step < 40; step += 1) {
    const minutes = step * 7 + upTo(5);
    const time = `12 ${String(8 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    const change = (text: Y.Text) => {
      if (text.length > 4 && random() < 0.4) text.delete(upTo(text.length - 3), 1 + upTo(3));
      else for (const letter of 'слово ') text.insert(upTo(text.length + 1), letter);
    };
    edit(random() < 0.5 ? mentee : mentor, time, change, { apart: random() < apartness });
  }
  return rows;
}

test('merging drops nothing that waits for an update which is not here yet', () => {
  const { rows, append } = writeText();
  append(mentee, '12 14:00', 'One. ');
  append(mentor, '12 14:01', 'Two. ');
  append(mentor, '12 14:02', 'Three. ');
  const [first, ...waiting] = rows.map(({ update }) => update);
  const [merged = ''] = joinUpdates([waiting]);
  expect(textOf([merged])).toBe('');
  expect(textOf([merged, first ?? ''])).toBe('One. Two. Three. ');
});

test('merging keeps the formats that two people set on the same words at once', () => {
  const { rows, append, edit } = writeText();
  append(mentee, '12 14:00', 'one two\n');
  edit(mentee, '12 14:01', (text) => text.format(0, 7, { bold: true }), { apart: true });
  edit(mentor, '12 14:01', (text) => text.format(0, 3, { bold: true, italic: true }), { apart: true });
  edit(mentor, '12 14:02', (text) => text.format(7, 1, { list: 'bullet' }));
  const updates = rows.map(({ update }) => update);
  const read = (parts: string[]) => openText(parts).getText(textField).toDelta();
  expect(read(joinUpdates([updates]))).toEqual(read(updates));
  expect(read(joinUpdates([updates.slice(0, 2), updates.slice(2)]))).toEqual(read(updates));
});

test('a page typed letter by letter becomes a fraction of its size', () => {
  const { rows, append } = writeText();
  const letters = 'Рядок, який хтось набирає по літері. '.repeat(8);
  for (const letter of letters) append(mentee, '12 14:00', letter);
  const updates = rows.map(({ update }) => update);
  const [joined = ''] = joinUpdates([updates]);
  expect(joined.length).toBeLessThan(updates.join('').length / 8);
  expect(textOf([joined])).toBe(letters);
});

test('a text of 20,000 characters, typed by two people over a month, is read in moments', () => {
  const { rows, append, edit } = writeText();
  const line = `${'слово '.repeat(33)}\n`;
  for (let day = 1; day <= 28; day += 1) {
    for (const [author, hour] of [
      [mentee, '09'],
      [mentor, '10'],
    ] as const) {
      const time = `${String(day).padStart(2, '0')} ${hour}:00`;
      append(author, time, line.repeat(2));
      edit(author, time, (text) => text.delete(0, 30));
    }
  }
  const started = performance.now();
  const history = readHistory(rows);
  expect(history.sittings).toHaveLength(56);
  expect(history.wordsAfter(55).length).toBeGreaterThan(20_000);
  expect(performance.now() - started).toBeLessThan(5_000);
});
