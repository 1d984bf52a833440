import { expect, test } from 'vitest';
import { idMaker, people, sampleExchange, sampleSession } from '#tests/fixtures.ts';
import { instantOf } from '../schedule/host-clock.ts';
import { type Deadline, deadlinesOf, type Progress, planDueDay } from './deadlines.ts';
import { remindersAt } from './reminders.ts';

const newId = idMaker(0xde);
const nothing: Progress = { planAgreed: false, reportDone: false, followUp: null };

function states(today: string, progress: Progress, lastDay = '2026-05-14'): string[] {
  const exchange = { ...sampleExchange, lastDay };
  return deadlinesOf(exchange, progress, today).map(({ kind, day, state }) => `${kind} ${day} ${state}`);
}

test.each<[string, Progress, string[]]>([
  [
    '2026-04-20',
    nothing,
    ['plan 2026-04-28 ahead', 'visit 2026-05-12 ahead', 'report 2026-06-14 ahead', 'follow-up null ahead'],
  ],
  [
    '2026-04-28',
    nothing,
    ['plan 2026-04-28 today', 'visit 2026-05-12 ahead', 'report 2026-06-14 ahead', 'follow-up null ahead'],
  ],
  [
    '2026-05-01',
    nothing,
    ['plan 2026-04-28 late', 'visit 2026-05-12 ahead', 'report 2026-06-14 ahead', 'follow-up null ahead'],
  ],
  [
    '2026-05-01',
    { ...nothing, planAgreed: true },
    ['plan 2026-04-28 done', 'visit 2026-05-12 ahead', 'report 2026-06-14 ahead', 'follow-up null ahead'],
  ],
  [
    '2026-05-12',
    nothing,
    ['plan 2026-04-28 late', 'visit 2026-05-12 done', 'report 2026-06-14 ahead', 'follow-up null ahead'],
  ],
  [
    '2026-06-15',
    nothing,
    ['plan 2026-04-28 done', 'visit 2026-05-12 done', 'report 2026-06-14 late', 'follow-up null open'],
  ],
  [
    '2026-06-15',
    { planAgreed: true, reportDone: true, followUp: { start: '2026-06-20T22:30:00.000Z', done: false } },
    ['plan 2026-04-28 done', 'visit 2026-05-12 done', 'report 2026-06-14 done', 'follow-up 2026-06-21 ahead'],
  ],
])('on %s, with %j', (today, progress, expected) => {
  expect(states(today, progress)).toEqual(expected);
});

test.each([
  ['2026-01-31', '2026-02-28'],
  ['2028-01-31', '2028-02-29'],
  ['2026-12-31', '2027-01-31'],
])('a visit that ends on %s has its report due on %s', (lastDay, due) => {
  expect(states('2025-01-01', nothing, lastDay)[2]).toBe(`report ${due} ahead`);
});

test('the plan is due two weeks before the visit, over the end of a year as well', () => {
  expect(planDueDay('2027-01-05')).toBe('2026-12-22');
});

test('one is reminded of one’s next session in the ten minutes before it, by the host’s wall, also after the clocks changed', () => {
  const exchange = { ...sampleExchange, firstDay: '2026-03-28', lastDay: '2026-03-30' };
  const mine = { ...sampleSession(newId(), 'Workshop'), day: '2026-03-29', start: '09:00', end: '10:00' };
  const sessions = [
    mine,
    { ...mine, id: newId(), attendeeIds: [people.mentor] },
    { ...mine, id: newId(), state: 'dropped' as const },
  ];
  const at = (time: string) => instantOf({ day: '2026-03-29', time }, exchange.hostZone);
  const told = (time: string) =>
    remindersAt({ exchange, sessions, deadlines: [] }, people.mentee, at(time)).map(({ tag }) => tag);
  expect(told('08:49')).toEqual([]);
  expect(told('08:50')).toEqual([`session/${mine.id}/2026-03-29/09:00`]);
  expect(told('09:00')).toEqual([]);
});

test('one is reminded of what is not done a week and a day before, and on the day', () => {
  const given = (daysLeft: number | null, state: Deadline['state'] = 'ahead') => {
    const deadlines: Deadline[] = [{ kind: 'report', day: '2026-06-14', state, daysLeft }];
    return remindersAt({ exchange: sampleExchange, sessions: [], deadlines }, people.mentee, 0).length;
  };
  expect([8, 7, 6, 1, 0, -1, null].map((days) => given(days))).toEqual([0, 1, 0, 1, 1, 0, 0]);
  expect(given(1, 'done')).toBe(0);
});
