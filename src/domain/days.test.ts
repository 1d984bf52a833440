import { expect, test, vi } from 'vitest';
import { seededRandom } from '#tests/fixtures.ts';
import { addDays, addMinutes, dayDistance, daysBetween, reportDueDay, startOfDay, wallClock } from './days.ts';

test.each([
  ['2026-05-14', '2026-06-14'],
  ['2026-01-31', '2026-02-28'],
  ['2028-01-31', '2028-02-29'],
  ['2026-12-31', '2027-01-31'],
  ['2026-03-31', '2026-04-30'],
])('a visit that ends on %s has its report due on %s', (lastDay, due) => {
  expect(reportDueDay(lastDay)).toBe(due);
});

test('days go on over months, years and leap days', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  expect(daysBetween('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  expect(dayDistance('2026-10-24', '2026-10-26')).toBe(2);
});

test.each([
  ['2026-03-29T00:59:00Z', 'Europe/Prague', '2026-03-29', '01:59'],
  ['2026-03-29T01:00:00Z', 'Europe/Prague', '2026-03-29', '03:00'],
  ['2026-10-25T00:30:00Z', 'Europe/Prague', '2026-10-25', '02:30'],
  ['2026-10-25T01:30:00Z', 'Europe/Prague', '2026-10-25', '02:30'],
  ['2026-05-12T21:00:00Z', 'Asia/Tbilisi', '2026-05-13', '01:00'],
  ['2026-05-12T22:30:00Z', 'Europe/Chisinau', '2026-05-13', '01:30'],
])('at %s the wall in %s says %s %s', (instant, zone, day, time) => {
  expect(wallClock(Date.parse(instant), zone)).toEqual({ day, time });
});

test.each([
  ['2026-05-12T09:10:11.500Z', 'Europe/Prague', '2026-05-11T22:00:00.000Z'],
  ['2026-05-12T21:00:00Z', 'Asia/Tbilisi', '2026-05-12T20:00:00.000Z'],
  ['2026-03-29T10:00:00Z', 'Europe/Prague', '2026-03-28T23:00:00.000Z'],
  ['2026-10-25T10:00:00Z', 'Europe/Prague', '2026-10-24T22:00:00.000Z'],
  ['2026-10-25T23:30:00Z', 'Europe/Prague', '2026-10-25T23:00:00.000Z'],
])('the day of %s in %s began at %s', (instant, zone, start) => {
  expect(new Date(startOfDay(Date.parse(instant), zone)).toISOString()).toBe(start);
});

test('a time stays within its day', () => {
  expect(addMinutes('23:30', 60)).toBe('23:59');
  expect(addMinutes('00:30', -60)).toBe('00:00');
  expect(addMinutes('09:45', 30)).toBe('10:15');
});

test('without Temporal the wall shows the same, with the clocks changed or not', () => {
  const seed = Date.now() % 1_000_000;
  const zones = [
    'Europe/Prague',
    'Europe/Kyiv',
    'Asia/Tbilisi',
    'Europe/London',
    'UTC',
    'America/St_Johns',
    'Mars/Base',
  ];
  const random = seededRandom(seed);
  for (let round = 0; round < 500; round += 1) {
    const instant = Math.floor(Date.UTC(2020, 0) + random() * 20 * 365 * 86_400_000);
    const zone = zones[round % zones.length] ?? 'UTC';
    const shown = wallClock(instant, zone);
    // Another moment in between, as the last one is remembered.
    wallClock(0, 'UTC');
    vi.stubGlobal('Temporal', undefined);
    expect(wallClock(instant, zone), `seed ${seed}, round ${round}`).toEqual(shown);
    vi.unstubAllGlobals();
  }
});
