import { expect, test } from 'vitest';
import { sampleObjective, sampleSession } from '#tests/fixtures.ts';
import type { Session } from './schema.ts';
import { daysToChoose, scheduleDays, shiftSlot, slotAfter, visitPhase } from './slot.ts';
import { gapsOf, overlapsOf, unservedObjectives } from './warnings.ts';

const zone = 'Europe/Prague';

function session(start: string, end: string, changes: Partial<Session> = {}): Session {
  return { ...sampleSession(`${start}–${end}`), start, end, ...changes };
}

test.each([
  ['09:00', '10:00', []],
  ['10:30', '11:00', []],
  ['09:30', '10:31', ['10:00–10:30']],
  ['10:05', '10:10', ['10:00–10:30']],
  ['09:00', '23:00', ['10:00–10:30', '12:00–13:00']],
])('%s–%s overlaps %j', (start, end, ids) => {
  const others = [
    session('10:00', '10:30'),
    session('12:00', '13:00'),
    session('09:00', '22:00', { state: 'dropped' }),
    session('09:15', '22:00', { day: '2026-05-13' }),
  ];
  const slot = session(start, end, { id: 'mine' });
  expect(overlapsOf(slot, [...others, slot]).map(({ id }) => id)).toEqual(ids);
  expect(overlapsOf({ ...slot, state: 'dropped' }, others)).toEqual([]);
});

test.each([
  [
    'a pause under an hour is none',
    [
      ['09:00', '10:00'],
      ['10:59', '12:00'],
    ],
    [],
  ],
  [
    'an hour is one',
    [
      ['09:00', '10:00'],
      ['11:00', '12:00'],
    ],
    [60],
  ],
  [
    'a long session covers the short ones beside it',
    [
      ['09:00', '13:00'],
      ['09:30', '10:00'],
      ['13:30', '14:00'],
    ],
    [],
  ],
  [
    'each is told',
    [
      ['09:00', '10:00'],
      ['12:00', '13:00'],
      ['15:30', '16:00'],
    ],
    [120, 150],
  ],
  ['a day without sessions has none', [], []],
])('gaps: %s', (_, slots, minutes) => {
  const sessions = slots.map(([start = '', end = '']) => session(start, end));
  expect(gapsOf(sessions, zone).map((gap) => gap.minutes)).toEqual(minutes);
});

test('a dropped session leaves a gap', () => {
  const day = [session('09:00', '10:00'), session('10:00', '12:00', { state: 'dropped' }), session('12:00', '13:00')];
  expect(gapsOf(day, zone)).toEqual([{ beforeId: '12:00–13:00', from: '10:00', until: '12:00', minutes: 120 }]);
});

test('an objective is served by a session that takes place, not by a dropped one', () => {
  const objectives = ['a', 'b', 'c'].map((id) => sampleObjective(id));
  const sessions = [
    session('09:00', '10:00', { objectiveIds: ['a'] }),
    session('10:00', '11:00', { objectiveIds: ['b'], state: 'dropped' }),
  ];
  expect(unservedObjectives(objectives, sessions).map(({ id }) => id)).toEqual(['b', 'c']);
});

test.each([
  ['09:00', '10:30', 15, '09:15', '10:45'],
  ['09:00', '10:30', -15, '08:45', '10:15'],
  ['22:40', '23:50', 15, '22:49', '23:59'],
  ['00:10', '01:00', -15, '00:00', '00:50'],
])('%s–%s moved by %i minutes is %s–%s, as long as before', (start, end, minutes, newStart, newEnd) => {
  const day = '2026-05-12';
  expect(shiftSlot({ day, start, end }, minutes)).toEqual({ day, start: newStart, end: newEnd });
});

test('the schedule shows the visit, a travel day on either side, and any other day that has a session', () => {
  const visit = { firstDay: '2026-05-12', lastDay: '2026-05-13' };
  const sessions = [session('09:00', '10:00', { day: '2026-05-16' }), session('10:00', '11:00', { day: '2026-05-12' })];
  expect(scheduleDays(visit, sessions)).toEqual(['2026-05-11', '2026-05-12', '2026-05-13', '2026-05-14', '2026-05-16']);
  expect(daysToChoose(visit)).toEqual(['2026-05-11', '2026-05-12', '2026-05-13', '2026-05-14']);
  expect(daysToChoose(visit, '2026-05-20')).toContain('2026-05-20');
});

test('a new session begins where the day’s last one ends', () => {
  const sessions = [
    session('09:00', '10:00'),
    session('13:00', '15:00'),
    session('16:00', '17:00', { state: 'dropped' }),
  ];
  expect(slotAfter('2026-05-12', sessions)).toMatchObject({ start: '15:00', end: '16:00' });
  expect(slotAfter('2026-05-13', sessions)).toMatchObject({ start: '09:00', end: '10:00' });
  expect(slotAfter('2026-05-12', [session('20:00', '23:59')])).toMatchObject({ start: '22:59', end: '23:59' });
});

test.each([
  ['2026-05-11', 'before'],
  ['2026-05-12', 'during'],
  ['2026-05-14', 'during'],
  ['2026-05-15', 'after'],
])('on %s the exchange is %s the visit', (today, phase) => {
  expect(visitPhase({ firstDay: '2026-05-12', lastDay: '2026-05-14' }, today)).toBe(phase);
});
