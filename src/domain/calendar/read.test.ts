import { expect, test } from 'vitest';
import { readCalendar, type Window } from './read.ts';

const window: Window = { firstDay: '2026-03-27', lastDay: '2026-03-31', zone: 'Europe/Prague' };

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:one', 'SUMMARY:Meeting', ...lines, 'END:VEVENT'];
const slots = (text: string, given = window) =>
  readCalendar(text, given).events.map(({ day, start, end }) => `${day} ${start}–${end}`);

test.each([
  ['in UTC', ['DTSTART:20260329T070000Z', 'DTEND:20260329T080000Z'], ['2026-03-29 09:00–10:00']],
  [
    'in the host’s zone',
    ['DTSTART;TZID=Europe/Prague:20260328T090000', 'DTEND;TZID=Europe/Prague:20260328T100000'],
    ['2026-03-28 09:00–10:00'],
  ],
  [
    'in a zone without a change of the clocks',
    ['DTSTART;TZID=Asia/Tbilisi:20260329T120000', 'DURATION:PT90M'],
    ['2026-03-29 10:00–11:30'],
  ],
  ['on nobody’s clock: the host’s', ['DTSTART:20260329T090000', 'DTEND:20260329T100000'], ['2026-03-29 09:00–10:00']],
  ['without an end', ['DTSTART:20260329T090000'], ['2026-03-29 09:00–10:00']],
  ['over midnight', ['DTSTART:20260329T220000', 'DTEND:20260330T020000'], ['2026-03-29 22:00–23:59']],
  ['until midnight', ['DTSTART:20260329T220000', 'DTEND:20260330T000000'], ['2026-03-29 22:00–23:59']],
  [
    'each day',
    ['DTSTART;TZID=Europe/Prague:20260301T090000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY'],
    ['27', '28', '29', '30', '31'].map((day) => `2026-03-${day} 09:00–10:00`),
  ],
  [
    'each day but one',
    [
      'DTSTART;TZID=Europe/Prague:20260328T090000',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=3',
      'EXDATE;TZID=Europe/Prague:20260329T090000',
    ],
    ['2026-03-28 09:00–10:00', '2026-03-30 09:00–10:00'],
  ],
  [
    'each Monday in Tbilisi',
    ['DTSTART;TZID=Asia/Tbilisi:20260302T120000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=MO'],
    ['2026-03-30 10:00–11:00'],
  ],
])('an event %s', (_, lines, expected) => {
  expect(slots(calendar(...event(...lines)))).toEqual(expected);
});

test('an occurrence that was moved stands where it was moved to', () => {
  const series = event('DTSTART:20260328T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=2');
  const moved = event('RECURRENCE-ID:20260329T090000Z', 'DTSTART:20260329T150000Z', 'DURATION:PT1H');
  expect(slots(calendar(...series, ...moved))).toEqual(['2026-03-28 10:00–11:00', '2026-03-29 17:00–18:00']);
});

test('a zone that only the file knows is taken from the file, and one that nobody knows is the host’s, with a word', () => {
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:Office',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0500',
    'TZOFFSETTO:+0500',
    'END:STANDARD',
    'END:VTIMEZONE',
  ];
  const there = event('DTSTART;TZID=Office:20260329T140000', 'DURATION:PT1H');
  expect(slots(calendar(...zone, ...there))).toEqual(['2026-03-29 11:00–12:00']);
  const [unknown] = readCalendar(calendar(...there), window).events;
  expect([unknown?.start, unknown?.isZoneUnknown]).toEqual(['14:00', true]);
});

test('what can’t become a session is named, with why', () => {
  const text = calendar(
    ...event('DTSTART;VALUE=DATE:20260329'),
    ...event('DTSTART:20270329T090000Z'),
    ...event('DTSTART:20260329T090000Z', 'STATUS:CANCELLED'),
    ...event(),
  );
  const { events, left } = readCalendar(text, window);
  expect(events).toEqual([]);
  expect(left.map(({ why }) => why)).toEqual(['whole-day', 'outside', 'cancelled', 'broken']);
});

test('an event that recurs for ever from long ago ends the reading all the same', () => {
  const text = calendar(...event('DTSTART:19700101T090000Z', 'DURATION:PT1M', 'RRULE:FREQ=SECONDLY'));
  expect(readCalendar(text, window).left.map(({ why }) => why)).toEqual(['outside']);
});

test.each([
  ['lasts longer than the world', 'DURATION:P999999999999999999W'],
  ['recurs after longer than the world', 'RRULE:FREQ=DAILY;INTERVAL=999999999999999'],
  ['recurs on a day that no year has', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
])('an event that %s ends the reading, too', (_, line) => {
  const { events } = readCalendar(calendar(...event('DTSTART:20260101T090000Z', line)), window);
  expect(events).toEqual([]);
});

test.each([
  ['nothing', ''],
  ['words', 'Hello, this is no calendar'],
  ['a picture', '\u0089PNG\r\n\u001a\n'],
  ['a card', 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEND:VCARD'],
  ['a calendar that was cut off', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Cut'],
])('%s is no calendar, and says so', (_, text) => {
  expect(() => readCalendar(text, window)).toThrowError(expect.objectContaining({ code: 'calendar_unreadable' }));
});
