import { expect, test } from 'vitest';
import { sampleSession } from '#tests/fixtures.ts';
import { instantOf, minutesBetween, minutesUntil, onOtherWall } from './host-clock.ts';
import { type Moment, nowAndNext, timingOf } from './now-next.ts';
import type { Session } from './schema.ts';

function session(title: string, day: string, start: string, end: string, state: Session['state'] = 'planned'): Session {
  return { ...sampleSession(`id-${title}`, title), day, start, end, state };
}

/** The moment at which the wall in Prague shows this. */
function at(day: string, time: string, zone = 'Europe/Prague'): Moment {
  return { now: instantOf({ day, time }, zone), zone };
}

const visit = [
  session('welcome', '2026-05-12', '09:00', '10:00'),
  session('work', '2026-05-12', '10:00', '12:30'),
  session('call', '2026-05-12', '12:00', '12:45'),
  session('dropped tour', '2026-05-12', '15:00', '16:00', 'dropped'),
  session('dinner', '2026-05-12', '19:00', '21:00'),
  session('breakfast', '2026-05-13', '08:00', '09:00'),
];

test.each([
  ['2026-05-11', '23:59', [], 'welcome'],
  ['2026-05-12', '08:59', [], 'welcome'],
  ['2026-05-12', '09:00', ['welcome'], 'work'],
  ['2026-05-12', '09:59', ['welcome'], 'work'],
  ['2026-05-12', '10:00', ['work'], 'call'],
  ['2026-05-12', '12:15', ['work', 'call'], 'dinner'],
  ['2026-05-12', '15:30', [], 'dinner'],
  ['2026-05-12', '21:00', [], 'breakfast'],
  ['2026-05-13', '09:00', [], undefined],
])('on %s at %s these are on: %j, and next is %s', (day, time, now, next) => {
  const found = nowAndNext(visit, at(day, time));
  expect(found.now.map(({ title }) => title)).toEqual(now);
  expect(found.next?.title).toBe(next);
});

test('a session that was marked done early is not on any more, and what comes is next', () => {
  const early = visit.map((each) => (each.title === 'welcome' ? { ...each, state: 'done' as const } : each));
  const { now, next } = nowAndNext(early, at('2026-05-12', '09:30'));
  expect(now).toEqual([]);
  expect(next?.title).toBe('work');
});

test.each([
  // instant, host zone: what the host's wall makes of it, wherever the phone thinks that it is
  ['2026-05-12T05:30:00Z', 'Asia/Tbilisi', ['welcome']],
  ['2026-05-12T06:30:00Z', 'Europe/Chisinau', ['welcome']],
  ['2026-05-12T07:30:00Z', 'Europe/Prague', ['welcome']],
  ['2026-05-12T21:30:00Z', 'Asia/Tbilisi', []],
])('at %s the wall in %s decides what is on', (instant, zone, titles) => {
  expect(nowAndNext(visit, { now: Date.parse(instant), zone }).now.map(({ title }) => title)).toEqual(titles);
});

test.each([
  ['2026-05-12', '09:00', 'Asia/Tbilisi', '2026-05-12T05:00:00Z'],
  ['2026-05-12', '00:30', 'Asia/Tbilisi', '2026-05-11T20:30:00Z'],
  ['2026-05-12', '09:00', 'Europe/Chisinau', '2026-05-12T06:00:00Z'],
  ['2026-01-12', '09:00', 'Europe/Chisinau', '2026-01-12T07:00:00Z'],
  // The clocks go forward: 02:00–03:00 is skipped.
  ['2026-03-29', '01:59', 'Europe/Prague', '2026-03-29T00:59:00Z'],
  ['2026-03-29', '02:30', 'Europe/Prague', '2026-03-29T01:30:00Z'],
  ['2026-03-29', '03:00', 'Europe/Prague', '2026-03-29T01:00:00Z'],
  ['2026-03-29', '09:00', 'Europe/Prague', '2026-03-29T07:00:00Z'],
  // The clocks go back: 02:00–03:00 comes twice, and the first one counts.
  ['2026-10-25', '02:30', 'Europe/Prague', '2026-10-25T00:30:00Z'],
  ['2026-10-25', '03:00', 'Europe/Prague', '2026-10-25T02:00:00Z'],
  ['2026-10-25', '09:00', 'Europe/Chisinau', '2026-10-25T07:00:00Z'],
])('%s %s on the wall in %s is %s', (day, time, zone, instant) => {
  expect(new Date(instantOf({ day, time }, zone)).toISOString()).toBe(instant.replace('Z', '.000Z'));
});

test.each([
  ['2026-05-12', '10:30', 'Asia/Tbilisi', '2026-05-12T05:45:00Z', 45],
  ['2026-05-12', '10:30', 'Europe/Chisinau', '2026-05-12T07:29:30Z', 1],
  ['2026-05-12', '10:30', 'Europe/Chisinau', '2026-05-12T07:31:00Z', -1],
  // From 01:30 to 04:30 by the wall: two hours pass in March, four in October.
  ['2026-03-29', '04:30', 'Europe/Prague', '2026-03-29T00:30:00Z', 120],
  ['2026-10-25', '04:30', 'Europe/Prague', '2026-10-24T23:30:00Z', 240],
])('until %s %s in %s it is, from %s, %i minutes', (day, time, zone, now, minutes) => {
  expect(minutesUntil({ day, time }, zone, Date.parse(now))).toBe(minutes);
});

test.each([
  ['2026-05-12', '08:59', 'ahead'],
  ['2026-05-12', '09:00', 'now'],
  ['2026-05-12', '10:00', 'past'],
  ['2026-05-13', '09:30', 'past'],
  ['2026-05-11', '09:30', 'ahead'],
])('seen on %s at %s a session from 09:00 to 10:00 is %s', (day, time, timing) => {
  expect(timingOf(session('welcome', '2026-05-12', '09:00', '10:00'), at(day, time))).toBe(timing);
});

/** Visits over a change of the clocks, and in the zones that have one of their own habit or none. */
const changing = [
  // day, start, end, zone, and when it really is
  ['2026-03-28', '09:00', '10:30', 'Europe/Prague', '2026-03-28T08:00Z', '2026-03-28T09:30Z'],
  ['2026-03-29', '09:00', '10:30', 'Europe/Prague', '2026-03-29T07:00Z', '2026-03-29T08:30Z'],
  ['2026-03-30', '09:00', '10:30', 'Europe/Prague', '2026-03-30T07:00Z', '2026-03-30T08:30Z'],
  ['2026-03-29', '01:00', '04:00', 'Europe/Prague', '2026-03-29T00:00Z', '2026-03-29T02:00Z'],
  ['2026-03-28', '09:00', '10:30', 'Europe/Chisinau', '2026-03-28T07:00Z', '2026-03-28T08:30Z'],
  ['2026-03-29', '09:00', '10:30', 'Europe/Chisinau', '2026-03-29T06:00Z', '2026-03-29T07:30Z'],
  ['2026-03-30', '09:00', '10:30', 'Europe/Chisinau', '2026-03-30T06:00Z', '2026-03-30T07:30Z'],
  ['2026-03-29', '09:00', '10:30', 'Asia/Tbilisi', '2026-03-29T05:00Z', '2026-03-29T06:30Z'],
  ['2026-10-24', '09:00', '10:30', 'Europe/Prague', '2026-10-24T07:00Z', '2026-10-24T08:30Z'],
  ['2026-10-25', '09:00', '10:30', 'Europe/Prague', '2026-10-25T08:00Z', '2026-10-25T09:30Z'],
  ['2026-10-26', '09:00', '10:30', 'Europe/Prague', '2026-10-26T08:00Z', '2026-10-26T09:30Z'],
  ['2026-10-25', '01:00', '04:00', 'Europe/Prague', '2026-10-24T23:00Z', '2026-10-25T03:00Z'],
  ['2026-10-25', '09:00', '10:30', 'Europe/Chisinau', '2026-10-25T07:00Z', '2026-10-25T08:30Z'],
  ['2026-10-25', '09:00', '10:30', 'Asia/Tbilisi', '2026-10-25T05:00Z', '2026-10-25T06:30Z'],
] as const;

test.each(changing)(
  '%s %s–%s in %s begins at %s and ends at %s, and is on in between',
  (day, start, end, zone, from, until) => {
    const slot = session('s', day, start, end);
    const [begin, over] = [Date.parse(from), Date.parse(until)];
    expect([instantOf({ day, time: start }, zone), instantOf({ day, time: end }, zone)]).toEqual([begin, over]);
    expect(minutesBetween(day, start, end, zone)).toBe((over - begin) / 60_000);
    const timings = [begin - 1, begin, over - 1, over].map((now) => timingOf(slot, { now, zone }));
    expect(timings).toEqual(['ahead', 'now', 'now', 'past']);
    expect(minutesUntil({ day, time: end }, zone, begin)).toBe((over - begin) / 60_000);
  },
);

test('in the hour that comes twice a session is on the first time only, and what follows is next', () => {
  const night = [session('train', '2026-10-25', '02:15', '02:45'), session('bus', '2026-10-25', '03:10', '04:00')];
  const zone = 'Europe/Prague';
  const first = nowAndNext(night, { now: Date.parse('2026-10-25T00:30Z'), zone });
  const second = nowAndNext(night, { now: Date.parse('2026-10-25T01:30Z'), zone });
  expect([first.now[0]?.title, first.next?.title]).toEqual(['train', 'bus']);
  expect([second.now, second.next?.title]).toEqual([[], 'bus']);
});

test.each([
  // Before the change of the clocks in the morning and after it: Tbilisi has none, so the distance changes.
  ['2026-03-28', '09:00', '10:30', 'Europe/Prague', 'Asia/Tbilisi', '2026-03-28 12:00', '2026-03-28 13:30'],
  ['2026-03-29', '09:00', '10:30', 'Europe/Prague', 'Asia/Tbilisi', '2026-03-29 11:00', '2026-03-29 12:30'],
  ['2026-10-24', '09:00', '10:30', 'Europe/Prague', 'Asia/Tbilisi', '2026-10-24 11:00', '2026-10-24 12:30'],
  ['2026-10-25', '09:00', '10:30', 'Europe/Prague', 'Asia/Tbilisi', '2026-10-25 12:00', '2026-10-25 13:30'],
  ['2026-03-29', '09:00', '10:30', 'Europe/Chisinau', 'Europe/Prague', '2026-03-29 08:00', '2026-03-29 09:30'],
  ['2026-05-12', '00:30', '01:30', 'Asia/Tbilisi', 'Europe/Warsaw', '2026-05-11 22:30', '2026-05-11 23:30'],
  ['2026-03-29', '01:30', '03:30', 'Europe/Prague', 'UTC', '2026-03-29 00:30', '2026-03-29 01:30'],
])('%s %s–%s in %s is, on the wall in %s, %s to %s', (day, start, end, host, own, from, until) => {
  const other = onOtherWall({ day, start, end }, host, own);
  expect([other?.start, other?.end].map((wall) => `${wall?.day} ${wall?.time}`)).toEqual([from, until]);
});

test('two zones whose walls show the same say nothing twice', () => {
  expect(
    onOtherWall({ day: '2026-05-12', start: '09:00', end: '10:00' }, 'Europe/Prague', 'Europe/Warsaw'),
  ).toBeUndefined();
});
