import { expect, test } from 'vitest';
import { sampleSession } from '#tests/fixtures.ts';
import { aimlessSessions, longStretchesOf, travelInside } from './day-checks.ts';
import type { Session } from './schema.ts';
import { isAttendedBy, overlapsOf } from './warnings.ts';

const zone = 'Europe/Prague';

function session(start: string, end: string, changes: Partial<Session> = {}): Session {
  return { ...sampleSession(`${start}–${end}`), start, end, ...changes };
}

test.each<[string, Session[], string[]]>([
  ['four hours are not too long', [session('09:00', '13:00')], []],
  ['a minute more is', [session('09:00', '13:01')], ['09:00–13:01']],
  [
    'sessions that follow each other are one stretch',
    [session('09:00', '11:00'), session('11:10', '13:30')],
    ['09:00–13:30'],
  ],
  ['a quarter of an hour is a break', [session('09:00', '11:00'), session('11:15', '13:30')], []],
  [
    'a meal is a break, also without a minute around it',
    [session('09:00', '12:00'), session('12:00', '12:45', { kind: 'meal' }), session('12:45', '15:00')],
    [],
  ],
  [
    'a meal that others have meanwhile is none of a longer session',
    [session('09:00', '13:30'), session('12:00', '12:30', { kind: 'meal' })],
    ['09:00–13:30'],
  ],
  [
    'a dropped session is a break',
    [session('09:00', '11:00'), session('11:00', '12:00', { state: 'dropped' }), session('12:00', '14:00')],
    [],
  ],
  [
    'each has their own day: the two halves are of two people',
    [session('09:00', '12:00', { attendeeIds: ['ana'] }), session('12:00', '15:00', { attendeeIds: ['petro'] })],
    [],
  ],
  [
    'what is for all is in everybody’s day',
    [session('09:00', '12:00', { attendeeIds: ['ana'] }), session('12:00', '15:00')],
    ['09:00–15:00'],
  ],
])('no break: %s', (_, sessions, stretches) => {
  expect(longStretchesOf(sessions, zone).map(({ from, until }) => `${from}–${until}`)).toEqual(stretches);
});

test('the night in which the clocks go forward is shorter than its wall says, and the other is longer', () => {
  const night = (day: string) =>
    longStretchesOf([session('00:30', '05:00', { day })], zone).map(({ minutes }) => minutes);
  expect(night('2026-03-29')).toEqual([]);
  expect(night('2026-05-12')).toEqual([270]);
  expect(night('2026-10-25')).toEqual([330]);
});

test.each<[string, Partial<Session>, Partial<Session>, boolean]>([
  ['for everybody', {}, {}, true],
  ['one for everybody, one for Ana', {}, { attendeeIds: ['ana'] }, true],
  ['for Ana and for Petro', { attendeeIds: ['ana'] }, { attendeeIds: ['petro'] }, false],
  ['for Ana, who leads the other', { attendeeIds: ['ana'] }, { attendeeIds: ['petro'], leadId: 'ana' }, true],
  ['an empty list is everybody', { attendeeIds: [] }, { attendeeIds: ['petro'] }, true],
])('two at once, %s, overlap: %s', (_, a, b, overlaps) => {
  const [one, other] = [session('09:00', '11:00', a), session('10:00', '12:00', b)];
  expect(overlapsOf(one, [one, other]).length === 1).toBe(overlaps);
});

test('a participant attends what is for them, for everybody, or led by them', () => {
  const given: Partial<Session>[] = [
    {},
    { attendeeIds: ['ana'] },
    { attendeeIds: ['petro'] },
    { attendeeIds: ['petro'], leadId: 'ana' },
  ];
  expect(given.map((changes) => isAttendedBy(session('09:00', '10:00', changes), 'ana'))).toEqual([
    true,
    true,
    false,
    true,
  ]);
});

test('only work without an objective is without aim', () => {
  const sessions = [
    session('09:00', '10:00'),
    session('10:00', '11:00', { objectiveIds: ['a'] }),
    session('11:00', '12:00', { kind: 'meal' }),
    session('12:00', '13:00', { kind: 'workshop', state: 'dropped' }),
    session('13:00', '14:00', { kind: 'workshop' }),
  ];
  expect(aimlessSessions(sessions).map(({ start }) => start)).toEqual(['09:00', '13:00']);
});

test('a journey inside another session of the same people is told, two journeys are not', () => {
  const sessions = [
    session('08:30', '09:15', { kind: 'transport', title: 'Tram' }),
    session('08:45', '09:15', { kind: 'transport', title: 'Taxi' }),
    session('09:00', '10:00', { title: 'Welcome' }),
    session('09:00', '10:00', { title: 'Elsewhere', state: 'dropped' }),
  ];
  const found = travelInside(sessions).map(({ travel, during }) => `${travel.title} in ${during.title}`);
  expect(found).toEqual(['Tram in Welcome', 'Taxi in Welcome']);
});
