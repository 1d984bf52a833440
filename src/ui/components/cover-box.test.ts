import { expect, test } from 'vitest';
import { boxBetween, moveBox, nextBox, resizeBox, smallestSide } from './cover-box.ts';

const box = { x: 0.5, y: 0.5, width: 0.2, height: 0.1 };

test('a box stays within the picture, moved or stretched', () => {
  expect(moveBox(box, { x: 1, y: -1 })).toEqual({ x: 0.8, y: 0, width: 0.2, height: 0.1 });
  expect(resizeBox(box, { x: 9, y: -9 })).toEqual({ x: 0.5, y: 0.5, width: 0.5, height: smallestSide });
});

test('a box is drawn from any corner, and a tap draws none', () => {
  const drawn = boxBetween({ x: 0.75, y: 0.75 }, { x: 0.25, y: 0.5 });
  expect(drawn).toEqual({ x: 0.25, y: 0.5, width: 0.5, height: 0.25 });
  expect(boxBetween({ x: 0.5, y: 0.5 }, { x: 0.51, y: 0.9 })).toBeUndefined();
  expect(boxBetween({ x: 0.5, y: 0.5 }, { x: 4, y: -4 })).toEqual({ x: 0.5, y: 0, width: 0.5, height: 0.5 });
});

test('boxes that are asked for one after the other do not hide each other', () => {
  expect(nextBox(1)).not.toEqual(nextBox(0));
});
