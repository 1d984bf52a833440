import { expect, test } from 'vitest';
import { seededRandom } from '#tests/fixtures.ts';
import { diffText, type TextChange } from './text-diff.ts';

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
