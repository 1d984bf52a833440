import { expect, test } from 'vitest';
import { idMaker, people, sampleSession } from '#tests/fixtures.ts';
import { outcomesByDay } from './outcome.ts';
import type { Session, SessionChange } from './schema.ts';
import { middleOf, slotAfter, slotAt, splitSlot } from './slot.ts';

const newId = idMaker(0x0c);

function session(title: string, day: string, start: string, end: string, changes: Partial<Session> = {}): Session {
  return { ...sampleSession(newId(), title), day, start, end, ...changes };
}

function moved(
  { id }: Session,
  place: number,
  at: string,
  from: SessionChange['from'],
  to: SessionChange['to'],
): SessionChange {
  return { id: newId(), sessionId: id, place, authorId: people.mentor, at, from, to };
}

const since = '2026-05-11T22:00:00.000Z';
const before = '2026-05-01T10:00:00.000Z';
const during = '2026-05-12T10:00:00.000Z';

test('what was planned for a day is told with what came of it', () => {
  const done = session('Done', '2026-05-12', '09:00', '10:00', {
    state: 'done',
    actual: { start: '09:10', end: '10:20' },
  });
  const dropped = session('Dropped', '2026-05-12', '11:00', '12:00', { state: 'dropped' });
  const open = session('Open', '2026-05-12', '13:00', '14:00');
  const later = session('Moved', '2026-05-13', '08:00', '09:00', { state: 'done' });
  const replanned = session('Replanned before', '2026-05-13', '10:00', '11:00');
  const changes = [
    moved(
      later,
      2,
      during,
      { day: '2026-05-12', start: '15:00', end: '16:00' },
      { day: '2026-05-13', start: '08:00', end: '09:00' },
    ),
    moved(later, 1, during, { start: '14:00', end: '15:00' }, { start: '15:00', end: '16:00' }),
    moved(replanned, 1, before, { day: '2026-05-12' }, { day: '2026-05-13' }),
    moved(open, 1, during, { title: 'Was' }, { title: 'Open' }),
  ];
  const told = outcomesByDay([done, dropped, open, later, replanned], changes, since).map(({ day, sessions }) => [
    day,
    sessions.map(({ session: { title }, planned, movedTo, outcome, actual }) => [
      title,
      planned.start,
      movedTo && `${movedTo.day} ${movedTo.start}`,
      outcome,
      actual?.end ?? null,
    ]),
  ]);
  expect(told).toEqual([
    [
      '2026-05-12',
      [
        ['Done', '09:00', null, 'done', '10:20'],
        ['Dropped', '11:00', null, 'dropped', null],
        ['Open', '13:00', null, 'open', null],
        ['Moved', '14:00', '2026-05-13 08:00', 'done', null],
      ],
    ],
    ['2026-05-13', [['Replanned before', '10:00', null, 'open', null]]],
  ]);
});

test('a session that was moved away and back again was not moved', () => {
  const back = session('Back', '2026-05-12', '09:00', '10:00');
  const changes = [
    moved(back, 1, during, { day: '2026-05-12' }, { day: '2026-05-13' }),
    moved(back, 2, during, { day: '2026-05-13' }, { day: '2026-05-12' }),
  ];
  expect(outcomesByDay([back], changes, since)[0]?.sessions[0]?.movedTo).toBeNull();
});

const day = '2026-05-13';
const others = [
  { day, start: '09:00', end: '10:00' },
  { day, start: '11:00', end: '12:30' },
];

test.each([
  [0, '08:15', '09:00'],
  [1, '10:00', '10:45'],
  [2, '12:30', '13:15'],
])('put at place %i of a day, a session of 45 minutes takes place %s–%s', (at, start, end) => {
  expect(slotAt({ day: '2026-05-12', start: '14:00', end: '14:45' }, day, others, at)).toEqual({ day, start, end });
});

test('on a day with nothing else it keeps its time, and it never leaves the day', () => {
  const slot = { day: '2026-05-12', start: '14:00', end: '14:45' };
  expect(slotAt(slot, day, [], 0)).toEqual({ ...slot, day });
  const late = [{ day, start: '20:00', end: '23:50' }];
  expect(slotAt(slot, day, late, 1)).toEqual({ day, start: '23:14', end: '23:59' });
});

test.each([
  ['09:00', '12:00', '10:30'],
  ['09:00', '09:50', '09:30'],
  ['09:01', '09:03', '09:02'],
])('a session %s–%s is split at %s, and nowhere outside it', (start, end, middle) => {
  const slot = { day, start, end };
  expect(middleOf(slot)).toBe(middle);
  expect(splitSlot(slot, middle)).toEqual([
    { day, start, end: middle },
    { day, start: middle, end },
  ]);
  expect(splitSlot(slot, start)).toBeUndefined();
  expect(splitSlot(slot, end)).toBeUndefined();
});

test('a copy stands after the last session of the day and is as long as its original', () => {
  const sessions = others.map((slot) => session('x', slot.day, slot.start, slot.end));
  expect(slotAfter(day, sessions, { start: '09:00', end: '11:30' })).toEqual({ day, start: '12:30', end: '15:00' });
});
