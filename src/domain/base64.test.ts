import { expect, test } from 'vitest';
import { base64ToBytes, bytesToBase64 } from './base64.ts';

test('base64 is what the platform says it is, for every length', () => {
  for (let length = 0; length < 70; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 89 + length) % 256);
    const text = Buffer.from(bytes).toString('base64');
    expect(bytesToBase64(bytes)).toBe(text);
    expect(base64ToBytes(text)).toEqual(bytes);
  }
});
