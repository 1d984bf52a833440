import { expect, test } from 'vitest';
import { sampleObjective, sampleSession } from '#tests/fixtures.ts';
import { coverageOf } from './coverage.ts';
import type { Session } from './schema.ts';

const zone = 'Europe/Prague';

function session(title: string, start: string, end: string, changes: Partial<Session> = {}): Session {
  return { ...sampleSession(title, title), start, end, ...changes };
}

test.each<[string, Session[], number, number]>([
  ['no session', [], 0, 0],
  ['one that serves another', [session('a', '09:00', '10:00', { objectiveIds: ['y'] })], 0, 0],
  [
    'two, of which one serves both objectives',
    [
      session('a', '09:00', '10:30', { objectiveIds: ['x', 'y'] }),
      session('b', '11:00', '12:00', { objectiveIds: ['x'] }),
    ],
    2,
    150,
  ],
  ['a dropped one', [session('a', '09:00', '10:00', { objectiveIds: ['x'], state: 'dropped' })], 0, 0],
  ['a personal one', [session('a', '09:00', '10:00', { objectiveIds: ['x'], onlyFor: ['ana'] })], 0, 0],
  [
    'one over the hour that comes twice',
    [session('a', '01:00', '04:00', { objectiveIds: ['x'], day: '2026-10-25' })],
    1,
    240,
  ],
])('an objective with %s is covered by %3$i sessions', (_, sessions, count, minutes) => {
  const [x] = coverageOf([sampleObjective('x'), sampleObjective('y')], sessions, zone).objectives;
  expect([x?.count, x?.minutes]).toEqual([count, minutes]);
});

test('meals and journeys stand in the table only when they serve something', () => {
  const sessions = [
    session('work', '09:00', '10:00'),
    session('lunch', '12:00', '13:00', { kind: 'meal' }),
    session('lunch with the mayor', '12:00', '13:00', { kind: 'meal', objectiveIds: ['x'] }),
    session('tram', '13:00', '13:30', { kind: 'transport' }),
  ];
  const titles = coverageOf([sampleObjective('x')], sessions, zone).sessions.map(({ title }) => title);
  expect(titles).toEqual(['work', 'lunch with the mayor']);
});
