import { expect, test } from 'vitest';
import { orientationOfTurns, stretchContrast, turnPoint } from './edit.ts';
import {
  allCorners,
  type Corners,
  flatSize,
  flatten,
  isConvex,
  type Pixels,
  project,
  projectionTo,
} from './perspective.ts';

const corners = (...points: [number, number][]): Corners => {
  const [a, b, c, d] = points.map(([x, y]) => ({ x, y }));
  if (!a || !b || !c || !d) throw new Error('four corners');
  return [a, b, c, d];
};
const slanted = corners([20, 10], [85, 25], [95, 90], [5, 70]);

/** Red grows to the right and green downwards, so that a pixel tells where it comes from. */
function gradient(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set([x, y, 7, 255], (y * width + x) * 4);
  }
  return { width, height, data };
}

test('the square’s corners come to the four corners, and its middle to where their diagonals cross', () => {
  const projection = projectionTo(slanted);
  for (const [index, corner] of allCorners.entries()) {
    const { x, y } = project(projection, corner);
    expect(x).toBeCloseTo(slanted[index]?.x ?? Number.NaN, 9);
    expect(y).toBeCloseTo(slanted[index]?.y ?? Number.NaN, 9);
  }
  const middle = project(projection, { x: 0.5, y: 0.5 });
  const [p0, p1, p2, p3] = slanted;
  for (const [from, to] of [
    [p0, p2],
    [p1, p3],
  ] as const) {
    expect((to.x - from.x) * (middle.y - from.y) - (to.y - from.y) * (middle.x - from.x)).toBeCloseTo(0, 6);
  }
});

test('straight lines stay straight', () => {
  const projection = projectionTo(slanted);
  const [a, b, c] = [0, 0.3, 1].map((x) => project(projection, { x, y: 0.7 }));
  if (!a || !b || !c) throw new Error('three points');
  expect((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)).toBeCloseTo(0, 6);
});

test('between the whole picture’s own corners nothing changes', () => {
  const source = gradient(40, 30);
  expect(flatten(source, corners([0, 0], [40, 0], [40, 30], [0, 30]))).toEqual(source);
});

test('a rectangle inside is cut out pixel by pixel', () => {
  const cut = flatten(gradient(40, 30), corners([10, 5], [30, 5], [30, 20], [10, 20]));
  expect([cut.width, cut.height]).toEqual([20, 15]);
  expect([...cut.data.subarray(0, 4)]).toEqual([10, 5, 7, 255]);
  expect([...cut.data.subarray(-4)]).toEqual([29, 19, 7, 255]);
});

test('a slanted page is flat afterwards: its corners’ pixels stand in the corners', () => {
  const flat = flatten(gradient(100, 100), slanted);
  expect(flatSize(slanted)).toEqual({ width: flat.width, height: flat.height });
  const last = flat.data.length - 4;
  const [red = 0, green = 0] = flat.data.subarray(last, last + 2);
  expect(Math.hypot(red - 95, green - 90)).toBeLessThan(2);
});

test.each([
  ['around', slanted, true],
  ['all', allCorners, true],
  ['crossed', corners([0, 0], [1, 1], [1, 0], [0, 1]), false],
  ['the other way round', corners([0, 0], [0, 1], [1, 1], [1, 0]), false],
  ['one pushed in beyond the others', corners([0.9, 0.9], [1, 0], [1, 1], [0, 1]), false],
  ['in a line', corners([0, 0], [0.5, 0], [1, 0], [0, 1]), false],
])('corners %s', (_, four, convex) => {
  expect(isConvex(four)).toBe(convex);
});

test('a turned picture shows its top left corner at the top right, and four turns are none', () => {
  expect(turnPoint({ x: 0, y: 0 }, 1)).toEqual({ x: 1, y: 0 });
  expect(turnPoint({ x: 0.2, y: 0.3 }, 4)).toEqual({ x: 0.2, y: 0.3 });
  expect([0, 1, 2, 3, -1].map(orientationOfTurns)).toEqual([1, 6, 3, 8, 8]);
});

test('contrast spreads values around the middle and keeps them in range', () => {
  const pixels = { width: 2, height: 1, data: Uint8ClampedArray.from([100, 128, 155, 255, 10, 250, 127, 90]) };
  stretchContrast(pixels, 2);
  expect([...pixels.data]).toEqual([72, 128, 182, 255, 0, 255, 126, 90]);
});
