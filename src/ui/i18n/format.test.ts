import { describe, expect, test } from 'vitest';
import { createFormat } from './format.ts';

const en = createFormat('en');
const uk = createFormat('uk');
const spaces = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('money', () => {
  test('shows the minor units of ISO 4217 where Intl leaves them out', () => {
    expect(spaces(en.money(123_456, 'HUF'))).toBe('HUF 1,234.56');
    expect(spaces(en.money(5, 'ALL'))).toBe('ALL 0.05');
  });

  test('is exact where a float would not be', () => {
    expect(en.money(90_071_992_547_409_91, 'EUR')).toBe('€90,071,992,547,409.91');
  });

  test('shows what is owed with its sign', () => {
    expect(en.money(-4250, 'EUR')).toBe('-€42.50');
    expect(spaces(uk.money(4250, 'EUR'))).toBe('42,50 EUR');
  });
});

describe('days and times', () => {
  test('show a day in the order of the language', () => {
    expect(en.day('2027-05-12')).toBe('Wednesday, 12 May'.replace(',', ''));
    expect(uk.day('2027-05-12')).toContain('12 травня');
  });

  test('show a visit as a range', () => {
    expect(spaces(en.dayRange('2027-05-10', '2027-05-14')).replaceAll('\u2009', ' ')).toMatch(/10\s?–\s?14 May 2027/);
  });

  test('show an instant on the clock of a zone', () => {
    expect(en.time(Date.UTC(2027, 4, 12, 12, 5), 'Europe/Prague')).toBe('14:05');
  });

  test('show how long ago', () => {
    const now = Date.UTC(2027, 4, 12, 12);
    expect(en.relative(now - 2 * 3_600_000, now)).toBe('2 hours ago');
    expect(en.relative(now - 10_000, now)).toBe('now');
    expect(uk.relative(now - 5 * 60_000, now)).toBe('5 хвилин тому');
  });
});

test('bytes are shown in the unit that fits', () => {
  expect(en.bytes(0)).toBe('0 byte');
  expect(en.bytes(12_345_678)).toBe('12.3 MB');
});
