import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { seededRandom } from '#tests/fixtures.ts';
import { openText, textField } from '../text.ts';
import type { Anchor } from './schema.ts';
import { anchorOf, type Passage, type Place, placesOf, readAnchor } from './text-anchor.ts';

const open = (words = ''): Y.Text => {
  const text = new Y.Doc().getText(textField);
  text.insert(0, words);
  return text;
};
const passageOf = (text: Y.Text, words: string): Passage => {
  const from = text.toString().indexOf(words);
  return { from, to: from + words.length };
};
const hold = (text: Y.Text, words: string) => anchorOf(text, passageOf(text, words));
const find = (text: Y.Text, ...anchors: Anchor[]) => placesOf(text, anchors.map(readAnchor));
const wordsAt = (text: Y.Text, place: Place | undefined) =>
  typeof place === 'object' ? text.toString().slice(place.from, place.to) : place;
const read = (text: Y.Text, anchor: Anchor) => wordsAt(text, find(text, anchor)[0]);

function meet(one: Y.Text, other: Y.Text): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const)
    if (from.doc && to.doc) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc));
}

describe('a comment’s passage', () => {
  test('stays on its words while others write before, within and beside it', () => {
    const text = open('We met in Brno and wrote.');
    const anchor = hold(text, 'in Brno');
    text.insert(0, 'At last ');
    text.insert(passageOf(text, ' Brno').from, ' snowy');
    text.insert(passageOf(text, 'in snowy').from, 'late ');
    text.insert(passageOf(text, ' and wrote').from, ', then');
    text.format(passageOf(text, 'snowy').from, 5, { bold: true });
    expect(read(text, anchor)).toBe('in snowy Brno');
    expect(anchor.quote).toBe('in Brno');
  });

  test('keeps what is left when its beginning or its end is deleted, and is gone with its last letter', () => {
    const text = open('one two three four');
    const anchor = hold(text, 'two three');
    text.delete(passageOf(text, 'two ').from, 4);
    expect(read(text, anchor)).toBe('three');
    text.delete(passageOf(text, 'ee four').from, 2);
    expect(read(text, anchor)).toBe('thr');
    text.delete(passageOf(text, 'thr').from, 3);
    expect(read(text, anchor)).toBe('gone');
  });

  test('comes back when the deletion is undone, and when its words were cut and pasted', () => {
    const text = open('first line\nsecond line');
    const undos = new Y.UndoManager(text, { trackedOrigins: new Set(['mine']) });
    const short = hold(text, 'sec');
    const long = hold(text, 'first line');
    text.doc?.transact(() => text.delete(0, text.length), 'mine');
    expect(find(text, short, long)).toEqual(['gone', 'gone']);
    undos.undo();
    expect(find(text, short, long).map((place) => wordsAt(text, place))).toEqual(['sec', 'first line']);
    text.delete(0, 10);
    text.insert(text.length, '\nfirst line');
    expect(read(text, long)).toBe('first line');
    text.insert(0, 'first line\n');
    expect(read(text, long)).toBe('gone');
  });

  test('is unknown, and not gone, while its words have not arrived', () => {
    const [mine, theirs] = [open('shared'), open()];
    meet(mine, theirs);
    theirs.insert(6, ' words');
    const anchor = hold(theirs, 'words');
    expect(read(mine, anchor)).toBe('unknown');
    meet(mine, theirs);
    expect(read(mine, anchor)).toBe('words');
  });

  test('may end where the text ends, and what can’t be read is gone', () => {
    const text = open('the end');
    const anchor = hold(text, 'the end');
    text.insert(text.length, ', really');
    expect(read(text, anchor)).toBe('the end');
    expect(find(text, { start: 'A', end: '////', quote: '' })).toEqual(['gone']);
  });

  test('quotes a long passage by its beginning, without half an emoji', () => {
    const text = open(`a${'😀'.repeat(400)}`);
    const { quote } = anchorOf(text, { from: 0, to: text.length });
    expect(quote.length).toBe(300);
    expect(quote.isWellFormed()).toBe(true);
  });
});

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

test(`anchors stay on the words they were put on, while both sides edit apart and meet (seed ${seed})`, () => {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  let signs = 0;
  // Each letter is typed once only, so that the words of a passage can be known again.
  const fresh = (count: number) => Array.from({ length: count }, () => String.fromCharCode(0x4e00 + signs++)).join('');
  for (let round = 0; round < 20; round += 1) {
    signs = 0;
    const sides = [open(fresh(60)), open()] as const;
    meet(...sides);
    const held: { anchor: Anchor; letters: string }[] = [];
    for (let meeting = 0; meeting < 6; meeting += 1) {
      for (const side of sides) for (let step = 0; step < 15; step += 1) edit(side);
      meet(...sides);
      for (const side of sides) for (const { anchor, letters } of held) check(side, anchor, letters);
      expect(sides.map((side) => find(side, ...held.map(({ anchor }) => anchor)))[0]).toEqual(
        find(sides[1], ...held.map(({ anchor }) => anchor)),
      );
    }

    function edit(side: Y.Text): void {
      const at = below(side.length);
      const kind = below(8);
      if (kind < 4) side.insert(at, fresh(1 + below(3)));
      else if (kind === 4) side.delete(at, Math.min(below(6), side.length - at));
      else if (kind === 5) side.format(at, Math.min(5, side.length - at), { bold: below(2) === 0 ? true : null });
      else {
        const to = Math.min(side.length, at + 1 + below(12));
        if (to > at) held.push({ anchor: anchorOf(side, { from: at, to }), letters: side.toString().slice(at, to) });
      }
    }
  }

  /** From the first of its letters that is left to the last one. */
  function check(side: Y.Text, anchor: Anchor, letters: string): void {
    const now = side.toString();
    const left = [...letters].filter((letter) => now.includes(letter));
    const found = read(side, anchor);
    for (const letter of left) expect(found, `${letters} in ${now}`).toContain(letter);
  }
});

test('all places agree with those that Yjs finds one by one, in one walk for a long text with many comments', () => {
  const random = seededRandom(7);
  const source = open();
  while (source.length < 200_000)
    source.insert(Math.floor(random() * (source.length + 1)), 'some words of it '.repeat(5));
  // As the store hands it to a phone.
  const doc = openText([]);
  Y.applyUpdate(doc, source.doc ? Y.encodeStateAsUpdate(source.doc) : new Uint8Array());
  const text = doc.getText(textField);
  const anchors = Array.from({ length: 150 }, () => {
    const from = Math.floor(random() * (text.length - 50));
    return anchorOf(text, { from, to: from + 40 });
  });
  const held = anchors.map(readAnchor);
  const start = performance.now();
  const places = placesOf(text, held);
  const atOnce = performance.now() - start;
  const one = (position: Y.RelativePosition) => Y.createAbsolutePositionFromRelativePosition(position, doc)?.index;
  const begun = performance.now();
  expect(places).toEqual(held.map((anchor) => anchor && { from: one(anchor.start), to: one(anchor.end) }));
  console.info(`150 places: ${atOnce.toFixed(1)} ms at once, ${(performance.now() - begun).toFixed(1)} ms one by one`);
});
