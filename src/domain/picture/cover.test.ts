import { expect, test } from 'vitest';
import { coverArea } from './cover.ts';
import type { Pixels } from './perspective.ts';

/** Random pixels, the same for the same seed. */
function noise(seed: number, width: number, height: number): Pixels {
  let state = seed;
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, index) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return index % 4 === 3 ? 255 : state >>> 24;
  });
  return { width, height, data };
}

const at = ({ data, width }: Pixels, x: number, y: number) => [
  ...data.slice((y * width + x) * 4, (y * width + x) * 4 + 4),
];

test('what lies outside a covered area keeps its very pixels', () => {
  const before = noise(7, 40, 30);
  const after = { ...before, data: before.data.slice() };
  coverArea(after, { x: 0.25, y: 0.5, width: 0.5, height: 0.25 });
  for (let y = 0; y < 30; y += 1)
    for (let x = 0; x < 40; x += 1)
      if (x < 10 || x >= 30 || y < 15 || y >= 23) expect(at(after, x, y)).toEqual(at(before, x, y));
});

test('two faces of the same average colours look the same once they are covered: nothing else is left of them', () => {
  const width = 50;
  const striped = (odd: number): Pixels => ({
    width,
    height: 50,
    data: Uint8ClampedArray.from({ length: width * 50 * 4 }, (_, index) => {
      const column = Math.floor(index / 4) % width;
      return index % 4 === 3 ? 255 : (column + odd) % 2 === 0 ? 40 : 200;
    }),
  });
  const [one, other] = [striped(0), striped(1)];
  expect(one.data).not.toEqual(other.data);
  const whole = { x: 0, y: 0, width: 1, height: 1 };
  coverArea(one, whole);
  coverArea(other, whole);
  expect(one.data).toEqual(other.data);
});

test('an area that sticks out, or is nothing, harms no pixel beside the picture', () => {
  const picture = noise(3, 12, 12);
  const before = picture.data.slice();
  coverArea(picture, { x: 0.5, y: 0.5, width: 0, height: 0 });
  expect(picture.data).toEqual(before);
  coverArea(picture, { x: -1, y: 0.9, width: 5, height: 5 });
  expect(at(picture, 3, 3)).toEqual([...before.slice((3 * 12 + 3) * 4, (3 * 12 + 3) * 4 + 4)]);
  expect(at(picture, 0, 11)).not.toEqual([...before.slice(11 * 12 * 4, 11 * 12 * 4 + 4)]);
});
