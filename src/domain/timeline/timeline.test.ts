import { expect, test } from 'vitest';
import type { Booking } from '../booking/schema.ts';
import type { Deadline } from '../deadline/deadlines.ts';
import type { Session } from '../schedule/schema.ts';
import { timelineOf } from './timeline.ts';

const exchange = { firstDay: '2026-05-12', lastDay: '2026-05-13' };
const today = '2026-05-13';
// Only what the line reads of each.
const session = (day: string, state: Session['state'], onlyFor?: string[]) => ({ day, state, onlyFor }) as Session;
const journey = (day: string, state: Booking['state']) =>
  ({ kind: 'travel', state, start: { day, time: '06:55', zone: 'Europe/Chisinau' } }) as Booking;
const report: Deadline = { kind: 'report', day: '2026-06-12', state: 'ahead', daysLeft: 30 };
const call: Deadline = { kind: 'follow-up', day: null, state: 'ahead', daysLeft: null };

test('the line has the days of the visit, of journeys and of what is due, in their order, and knows today', () => {
  const bookings = [journey('2026-05-11', 'booked'), journey('2026-05-20', 'cancelled')];
  const days = timelineOf({ exchange, sessions: [], bookings, deadlines: [report, call], today });
  expect(days.map(({ day }) => day)).toEqual(['2026-05-11', '2026-05-12', '2026-05-13', '2026-06-12']);
  expect(days.filter(({ isToday }) => isToday).map(({ day }) => day)).toEqual([today]);
  expect(days.filter(({ isVisit }) => isVisit)).toHaveLength(2);
  expect(days[0]?.journeys).toHaveLength(1);
  expect(days[3]?.deadlines).toEqual([report]);
});

test('a session of a day that is over has no word yet, one of today is to come, and one’s own is nobody’s business', () => {
  const sessions = [
    session('2026-05-12', 'done'),
    session('2026-05-12', 'planned'),
    session('2026-05-12', 'planned', ['p']),
    session('2026-05-13', 'planned'),
    session('2026-05-13', 'dropped'),
  ];
  const days = timelineOf({ exchange, sessions, bookings: [], deadlines: [], today });
  expect(days.map((day) => day.sessions)).toEqual([
    { done: 1, ahead: 0, open: 1, dropped: 0 },
    { done: 0, ahead: 1, open: 0, dropped: 1 },
  ]);
});
