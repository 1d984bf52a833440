import { expect, test } from 'vitest';
import { seededRandom } from '#tests/fixtures.ts';
import { byOrder, orderBetween } from './order.ts';

test('a key lies between its neighbours, however often one inserts anywhere', () => {
  const seed = Date.now() % 1_000_000;
  const random = seededRandom(seed);
  const keys: string[] = [];
  for (let round = 0; round < 2000; round += 1) {
    const at = Math.floor(random() * (keys.length + 1));
    const key = orderBetween(keys[at - 1] ?? '', keys[at] ?? '');
    expect(key > (keys[at - 1] ?? ''), `seed ${seed}`).toBe(true);
    if (keys[at] !== undefined) expect(key < keys[at], `seed ${seed}`).toBe(true);
    keys.splice(at, 0, key);
  }
  expect([...keys].sort()).toEqual(keys);
});

test('appending a thousand times keeps keys short enough for the schema', () => {
  let last = '';
  for (let round = 0; round < 1000; round += 1) last = orderBetween(last, '');
  expect(last.length).toBeLessThanOrEqual(200);
});

test('rows with the same key stand in the order of their ids on every phone', () => {
  const rows = [
    { order: 'V', id: 'b' },
    { order: 'V', id: 'a' },
    { order: 'A', id: 'c' },
  ];
  expect(rows.sort(byOrder).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
});
