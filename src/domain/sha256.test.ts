import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { seededRandom } from '#tests/fixtures.ts';
import { sha256 } from './sha256.ts';

test('the examples of FIPS 180-4 come out', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('texts of every length and script have the digest that Node gives their UTF-8', () => {
  const random = seededRandom(5);
  const letters = ['a', 'ß', 'Ї', 'ქ', '語', '🇺🇦', '%', '\n', '\u0000'];
  for (let length = 0; length < 300; length += 1) {
    const text = Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('');
    expect(sha256(text), JSON.stringify(text)).toBe(createHash('sha256').update(text).digest('hex'));
  }
  const long = 'Протокол зустрічі. '.repeat(20_000);
  expect(sha256(long)).toBe(createHash('sha256').update(long).digest('hex'));
});
