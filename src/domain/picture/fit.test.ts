import { expect, test } from 'vitest';
import { encodings, pictureGoals, worthTrying } from './fit.ts';

const goal = pictureGoals.receipt;
const [first, ...rest] = encodings(goal);
if (!first) throw new Error('nothing to try');

test('a file that is a little too large is tried in the next quality', () => {
  expect(worthTrying(rest, first, goal.bytes + 1, goal)).toEqual(rest);
});

test('what can’t be small enough is not tried', () => {
  const [next] = worthTrying(rest, first, 2.4 * goal.bytes, goal);
  expect(next).toMatchObject({ side: 2040, quality: 0.55 });
});

test('the smallest is tried in any case', () => {
  expect(worthTrying(rest, first, 100 * goal.bytes, goal)).toEqual(rest.slice(-1));
});
