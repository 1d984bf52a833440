import { expect, test } from 'vitest';
import { panBy, wholePicture, zoomAt } from './photo-zoom.tsx';

const sizes = { frameWidth: 300, frameHeight: 600, width: 300, height: 400 };

test('what is under the finger stays there', () => {
  expect(zoomAt(wholePicture, 2, { x: 100, y: 50 }, sizes)).toEqual({ scale: 2, x: -100, y: -50 });
});

test('a picture is never smaller than whole, nor larger than eight times', () => {
  expect(zoomAt(wholePicture, 0.1, { x: 0, y: 0 }, sizes).scale).toBe(1);
  expect(zoomAt(wholePicture, 100, { x: 0, y: 0 }, sizes).scale).toBe(8);
});

test('a picture can’t be pushed out of its frame, and stays in the middle while it fits', () => {
  expect(panBy({ scale: 2, x: 0, y: 0 }, { x: 1000, y: 1000 }, sizes)).toEqual({ scale: 2, x: 150, y: 100 });
  expect(panBy(wholePicture, { x: 50, y: 50 }, sizes)).toEqual(wholePicture);
});
