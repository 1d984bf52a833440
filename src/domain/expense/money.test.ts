import { expect, test } from 'vitest';
import { seededRandom } from '#tests/fixtures.ts';
import { amountToDecimal, convertMinor, currencies, minorDigits, parseAmount } from './money.ts';

test.each([
  ['42', 4200],
  ['42.5', 4250],
  ['42,50', 4250],
  ['1 234,50', 123450],
  ['1.234,50', 123450],
  ['1,234.50', 123450],
  ['1\u202f234', 123400],
  ['1,234', 123400],
  ['0,01', 1],
  ['0', 0],
])('reads the amount %s as %i cents', (text, minor) => {
  expect(parseAmount(text, 'EUR')).toBe(minor);
});

test.each(['0.500', '1.234,567', '', 'abc', '-5', '1,2,3', '1.2345,6', '12,34,567', '1e3', '9'.repeat(20)])(
  'does not take “%s” for an amount',
  (text) => {
    expect(parseAmount(text, 'EUR')).toBeUndefined();
  },
);

test('forint and lek have the two digits of ISO 4217, which Intl leaves out', () => {
  expect(minorDigits('HUF')).toBe(2);
  expect(minorDigits('ALL')).toBe(2);
  expect(parseAmount('1990', 'HUF')).toBe(199000);
});

test('an amount read back from its decimal text is the same, in every currency', () => {
  const seed = Date.now() % 1_000_000;
  const random = seededRandom(seed);
  for (let round = 0; round < 500; round += 1) {
    const currency = currencies[Math.floor(random() * currencies.length)] ?? 'EUR';
    const minor = Math.floor(random() * 1e11);
    expect(parseAmount(amountToDecimal(minor, currency), currency), `seed ${seed}, ${minor} ${currency}`).toBe(minor);
  }
});

test.each([
  // amount, rate, expected: whole cents, half to even
  [10000, '0.0405', 405],
  [1, '0.5', 0],
  [3, '0.5', 2],
  [5, '0.5', 2],
  [7, '0.5', 4],
  [123456789, '1', 123456789],
  [100, '0.0512345678', 5],
  [999999999999, '1.0000000001', 1000000000099],
])('converts %i at %s to %i, half to even', (minor, rate, expected) => {
  expect(convertMinor(minor, 'CZK', rate, 'EUR')).toBe(expected);
});
