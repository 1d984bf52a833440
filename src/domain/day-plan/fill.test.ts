import { expect, test } from 'vitest';
import { idMaker } from '#tests/fixtures.ts';
import { fillFrom, usualAssignment } from './fill.ts';
import type { DayPlan } from './schema.ts';

const newId = idMaker(0x2c);
const named = (name: string, sessions: DayPlan['sessions'] = []): DayPlan => ({
  ...{ id: newId(), order: 'V', name, sessions },
});
const first = named('First', [
  { start: '09:30', end: '11:00', title: 'Початок', kind: 'meeting', tasks: ['Names', 'Goals'] },
  { start: '11:00', end: '13:00', title: 'Work', kind: 'co-working', tasks: [] },
]);
const second = named('Second');
const third = named('Third');
const last = named('Last', [{ start: '15:00', end: '16:00', title: 'Bye', kind: 'meal', tasks: [] }]);

function names(plans: readonly DayPlan[], lastDay: string) {
  const days = usualAssignment(plans, { firstDay: '2027-02-27', lastDay });
  return days.map(({ planId }) => plans.find(({ id }) => id === planId)?.name ?? null);
}

test.each([
  ['2027-03-02', [first, second, third, last], ['First', 'Second', 'Third', 'Last']],
  ['2027-03-03', [first, second, third, last], ['First', 'Second', 'Third', 'Second', 'Last']],
  ['2027-03-01', [first, second, third, last], ['First', 'Second', 'Last']],
  ['2027-02-28', [first, second, last], ['First', 'Last']],
  ['2027-02-27', [first, last], ['First']],
  ['2027-03-01', [first, last], ['First', null, 'Last']],
  ['2027-03-01', [first], ['First', 'First', 'First']],
  ['2027-02-28', [], [null, null]],
] as const)(
  'of a visit until %s, the Hub’s days are spread so that the last one is about leaving',
  (day, plans, on) => {
    expect(names(plans, day)).toEqual(on);
  },
);

test('the chosen days become sessions of their dates, each with its tasks in their order', () => {
  const { sessions, tasks } = fillFrom(
    [first, last],
    [
      { day: '2027-02-28', planId: first.id },
      { day: '2027-03-01', planId: null },
      { day: '2027-03-02', planId: last.id },
    ],
    newId,
  );
  expect(sessions.map(({ day, start, title }) => [day, start, title])).toEqual([
    ['2027-02-28', '09:30', 'Початок'],
    ['2027-02-28', '11:00', 'Work'],
    ['2027-03-02', '15:00', 'Bye'],
  ]);
  expect(tasks.map(({ title, sessionId }) => [title, sessionId])).toEqual([
    ['Names', sessions[0]?.id],
    ['Goals', sessions[0]?.id],
  ]);
  expect((tasks[0]?.order ?? '') < (tasks[1]?.order ?? '')).toBe(true);
  expect(new Set([...sessions, ...tasks].map(({ id }) => id)).size).toBe(5);
});

test('the same day may stand on two dates, as sessions of their own', () => {
  const twice = ['2027-02-28', '2027-03-01'].map((day) => ({ day, planId: first.id }));
  expect(new Set(fillFrom([first], twice, newId).sessions.map(({ id }) => id)).size).toBe(4);
});
