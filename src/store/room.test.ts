import { expect, test } from 'vitest';
import { roomLeft } from './room.ts';

const mb = 1_000_000;

test('room is little below 200 MB, and below a tenth of what is granted', () => {
  expect(roomLeft({ used: 0, quota: 199 * mb })).toEqual({ free: 199 * mb, isLow: true });
  expect(roomLeft({ used: 9_100 * mb, quota: 10_000 * mb })).toEqual({ free: 900 * mb, isLow: true });
  expect(roomLeft({ used: 500 * mb, quota: 1_000 * mb })).toEqual({ free: 500 * mb, isLow: false });
});

test('more used than granted is no room, and a browser that grants nothing by name gives no warning', () => {
  expect(roomLeft({ used: 3, quota: 2 })).toEqual({ free: 0, isLow: true });
  expect(roomLeft({ used: 3, quota: 0 }).isLow).toBe(false);
});
