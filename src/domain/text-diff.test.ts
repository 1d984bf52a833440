import { expect, test } from 'vitest';
import { seededRandom } from '#tests/fixtures.ts';
import { diffText, diffWords, type TextChange } from './text-diff.ts';

function apply(text: string, { at, remove, insert }: TextChange): string {
  return text.slice(0, at) + insert + text.slice(at + remove);
}

test.each([
  ['', 'a', undefined, { at: 0, remove: 0, insert: 'a' }],
  ['abc', 'abXc', undefined, { at: 2, remove: 0, insert: 'X' }],
  ['abc', 'ac', undefined, { at: 1, remove: 1, insert: '' }],
  ['alo', 'allo', 2, { at: 1, remove: 0, insert: 'l' }],
  ['alo', 'allo', 3, { at: 2, remove: 0, insert: 'l' }],
  ['😀', '😁', undefined, { at: 0, remove: 2, insert: '😁' }],
  ['😀', '🤀', undefined, { at: 0, remove: 2, insert: '🤀' }],
  ['same', 'same', undefined, undefined],
])('from “%s” to “%s” with the caret at %s', (before, after, caret, change) => {
  expect(diffText(before, after, caret)).toEqual(change);
});

test('applying the change gives the new text, and never half a character', () => {
  const seed = Date.now() % 1_000_000;
  const random = seededRandom(seed);
  const letters = ['a', 'l', 'і', 'ქ', '😀', '😁', '🤀', 'e\u0301', '\n'];
  const word = () =>
    Array.from({ length: Math.floor(random() * 8) }, () => letters[Math.floor(random() * letters.length)]).join('');
  for (let round = 0; round < 3000; round += 1) {
    const before = word();
    const after = word();
    const caret = random() < 0.5 ? undefined : Math.floor(random() * (after.length + 1));
    const change = diffText(before, after, caret);
    if (!change) continue;
    expect(apply(before, change), `seed ${seed}`).toBe(after);
    expect(change.insert.isWellFormed(), `seed ${seed}: ${JSON.stringify(change)}`).toBe(true);
    expect(before.slice(change.at, change.at + change.remove).isWellFormed(), `seed ${seed}`).toBe(true);
  }
});

const bracketed = (before: string, after: string) =>
  diffWords(before, after)
    .map(({ change, text }) => ({ kept: text, added: `[+${text}]`, removed: `[-${text}]` })[change])
    .join('');

test.each([
  ['', 'We met.', '[+We met.]'],
  ['We met.', '', '[-We met.]'],
  ['We met.', 'We met.', 'We met.'],
  ['We met in Brno.', 'We met twice in Brno.', 'We met [+twice ]in Brno.'],
  ['We met in Brno.', 'We met in Prague.', 'We met in [-Brno.][+Prague.]'],
  ['It rained.', 'It rained. Then the sun came.', 'It rained.[+ Then the sun came.]'],
  ['One.\nTwo.\nThree.', 'One.\nThree.', 'One.\n[-Two.\n]Three.'],
  [
    'find out why, and what to do about it.',
    'came out of what a trial showed.',
    '[-find out why, and what to do about it.][+came out of what a trial showed.]',
  ],
  ['Ми були у Брно 🙂', 'Ми жили у Брно 🙃', 'Ми [-були ][+жили ]у Брно [-🙂][+🙃]'],
])('word by word, “%s” becomes “%s” as %s', (before, after, expected) => {
  expect(bracketed(before, after)).toBe(expected);
});

test('what is kept and removed is the text before, what is kept and added the text after', () => {
  const seed = Date.now() % 1_000_000;
  const random = seededRandom(seed);
  const words = ['we ', 'met', '. ', '\n', 'у Брно', '! ', '🙂', '  ', 'e\u0301 '];
  const text = () =>
    Array.from({ length: Math.floor(random() * 30) }, () => words[Math.floor(random() * words.length)]).join('');
  for (let round = 0; round < 500; round += 1) {
    const [before, after] = [text(), text()];
    const pieces = diffWords(before, after);
    const without = (change: string) =>
      pieces
        .filter((piece) => piece.change !== change)
        .map((piece) => piece.text)
        .join('');
    expect([without('added'), without('removed')], `seed ${seed}`).toEqual([before, after]);
    expect(
      pieces.every((piece) => piece.text.isWellFormed()),
      `seed ${seed}`,
    ).toBe(true);
  }
});

test('two texts of 20,000 characters with nothing in common are compared at once, with or without spaces', () => {
  const long = (letter: string, gap: string) => `${letter.repeat(4)}${gap}`.repeat(4_000);
  for (const gap of [' ', '', '\n']) {
    const [before, after] = [long('a', gap), long('ї', gap)];
    expect(diffWords(before, after)).toEqual([
      { change: 'removed', text: before },
      { change: 'added', text: after },
    ]);
  }
});
