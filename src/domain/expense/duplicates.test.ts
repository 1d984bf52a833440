import { expect, test } from 'vitest';
import { idMaker, sampleExpense, seededRandom } from '#tests/fixtures.ts';
import { findDuplicates } from './duplicates.ts';
import { hashDistance, hashHeight, hashWidth, pictureHash } from './picture-hash.ts';
import type { Expense } from './schema.ts';

const newId = idMaker(0xd0b);
const typed = { day: '2026-05-12', amount: 1850, currency: 'EUR', merchant: 'Café Léto' } as const;
const blob = (letter: string) => letter.repeat(64);

function item(change: Partial<Expense>, file: string, thumb: string | null = null) {
  return { expense: { ...sampleExpense(newId()), ...change }, receipts: [{ blob: file, thumb }] };
}

test('the same file twice is named on the later expense only', () => {
  const [first, second] = [item({}, blob('a')), item({}, blob('a'))];
  expect([...findDuplicates([second, first])]).toEqual([
    [second.expense.id, { expenseId: first.expense.id, by: 'file' }],
  ]);
});

test('the same amount, day and merchant are alike, whatever the case and the blanks', () => {
  const [first, second] = [item(typed, blob('a')), item({ ...typed, merchant: ' CAFÉ  léto' }, blob('b'))];
  const other = item({ ...typed, amount: 1851 }, blob('c'));
  expect([...findDuplicates([first, second, other]).entries()]).toEqual([
    [second.expense.id, { expenseId: first.expense.id, by: 'details' }],
  ]);
});

test('a deleted expense repeats nothing and is repeated by nothing', () => {
  const first = item({ ...typed, deletedAt: '2026-05-12T10:00:00.000Z' }, blob('a'));
  expect(findDuplicates([first, item(typed, blob('a'))]).size).toBe(0);
});

test('two pictures of one receipt are found by their hashes, and two receipts are not', () => {
  const pictures = new Map([
    [blob('1'), 'ffffffff00000000'],
    [blob('2'), 'ffffffff0000000f'],
    [blob('3'), '00ff00ff00ff00ff'],
  ]);
  const items = ['1', '2', '3'].map((name) => item({}, blob(`${name}`), blob(name)));
  const found = findDuplicates(items, pictures);
  expect([...found.values()]).toEqual([{ expenseId: items[0]?.expense.id, by: 'picture' }]);
  expect(found.has(items[1]?.expense.id ?? '')).toBe(true);
});

/** A picture of random fields, 9 × 8 pixels. */
function drawing(seed: number, change: (value: number, index: number) => number = (value) => value): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: hashWidth * hashHeight }, () => Math.floor(random() * 200)).flatMap((value, index) => {
    const grey = Math.min(255, Math.max(0, change(value, index)));
    return [grey, grey, grey, 255];
  });
}

const hashOf = (rgba: number[]) => pictureHash(rgba) ?? 'none';

test('a picture that is lighter, darker or noisy stays alike; another one does not', () => {
  const seed = Date.now() % 1_000_000;
  const noise = seededRandom(seed);
  for (let round = 0; round < 50; round += 1) {
    const original = hashOf(drawing(seed + round));
    const about = `seed ${seed}, round ${round}`;
    const lighter = drawing(seed + round, (value) => value * 0.8 + 50);
    const noisy = drawing(seed + round, (value) => value + Math.round(noise() * 4 - 2));
    expect(hashDistance(original, hashOf(lighter)), about).toBeLessThan(7);
    expect(hashDistance(original, hashOf(noisy)), about).toBeLessThan(7);
    expect(hashDistance(original, hashOf(drawing(seed + round + 5000))), about).toBeGreaterThanOrEqual(7);
  }
});

test('an empty sheet has no hash, or all of them would be alike', () => {
  expect(pictureHash(drawing(1, () => 240))).toBeUndefined();
});
