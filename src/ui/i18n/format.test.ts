import { describe, expect, test } from 'vitest';
import type { DateStyle } from './date-styles.ts';
import { createFormat } from './format.ts';
import { loadDates } from './words.ts';

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

  test('say “now” of what a clock that is ahead has noted', () => {
    const now = Date.UTC(2027, 4, 12, 12);
    expect(en.ago(now + 3_600_000, now)).toBe('now');
    expect(en.ago(now - 2 * 3_600_000, now, 'short')).toBe('2 hr ago');
  });
});

test('bytes are shown in the unit that fits', () => {
  expect(en.bytes(0)).toBe('0 byte');
  expect(en.bytes(12_345_678)).toBe('12.3 MB');
});

describe.each(['hy', 'ka', 'mk', 'sq'] as const)('a browser that lacks the dates of %s', (language) => {
  // Node's Intl knows all four, and says what the browser should.
  const whole = createFormat(language);
  const lacking = async () => createFormat(language, {}, await loadDates(language));
  const now = Date.UTC(2027, 4, 12, 12);

  test('writes every day of a year as the language does', async () => {
    const format = await lacking();
    const styles: DateStyle[] = ['long', 'short', 'medium'];
    for (let at = Date.UTC(2028, 0, 1); at < Date.UTC(2029, 0, 1); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10);
      for (const style of styles) expect(format.day(day, style)).toBe(whole.day(day, style));
    }
  });

  test('tells how long ago it was, and how long it takes, as the language does', async () => {
    const format = await lacking();
    for (const [count, unit] of [0, 1, 2, 3, 5, 11, 12, 20, 21, 22, 25].flatMap((n) =>
      [60_000, 3_600_000, 86_400_000].flatMap((ms) => [[n, ms] as const, [-n, ms] as const]),
    )) {
      for (const style of ['long', 'short'] as const) {
        if (unit === 60_000 && Math.abs(count) > 59) continue;
        expect(format.relative(now + count * unit, now, style)).toBe(whole.relative(now + count * unit, now, style));
      }
    }
  });

  test('writes numbers, sizes, lists and times as the language does', async () => {
    const format = await lacking();
    for (const bytes of [0, 7, 1234, 12_345_678, 3_210_000_000]) expect(format.bytes(bytes)).toBe(whole.bytes(bytes));
    for (const list of [[], ['A'], ['A', 'B'], ['A', 'B', 'C']]) expect(format.list(list)).toBe(whole.list(list));
    expect(spaces(format.money(123_456_789, 'EUR'))).toBe(spaces(whole.money(123_456_789, 'EUR')));
    expect(spaces(format.percent(0.5))).toBe(spaces(whole.percent(0.5)));
    expect(format.time(now, 'Europe/Prague')).toBe(whole.time(now, 'Europe/Prague'));
    expect(format.dayRange('2027-05-10', '2027-05-14')).toContain(whole.day('2027-05-14', 'medium'));
  });
});
