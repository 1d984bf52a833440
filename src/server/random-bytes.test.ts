import { expect, test } from 'vitest';
import { createRandom } from './random-bytes.ts';

test('bytes come as many as asked for, never the same ones again, and stay what they were', () => {
  const random = createRandom();
  const first = random(10);
  const before = first.toString();
  const others = Array.from({ length: 2000 }, () => random(10).toString());
  expect(new Set([before, ...others]).size).toBe(2001);
  expect(first.toString()).toBe(before);
  expect(random(5000)).toHaveLength(5000);
  expect(random(0)).toHaveLength(0);
});
