import type { Booking } from '../booking/schema.ts';
import { daysBetween } from '../days.ts';
import type { Deadline } from '../deadline/deadlines.ts';
import { isShared } from '../private.ts';
import type { Session } from '../schedule/schema.ts';

/** What has become of sessions: `open` are those of a day that is over, of which nobody has said anything. */
export const sessionFates = ['done', 'ahead', 'open', 'dropped'] as const;
export type SessionFate = (typeof sessionFates)[number];

export type TimelineDay = {
  /** Host time. */
  day: string;
  isToday: boolean;
  isVisit: boolean;
  /** How many sessions of everybody's there are of each fate. */
  sessions: Readonly<Record<SessionFate, number>>;
  /** The journeys that begin on it. */
  journeys: Booking[];
  deadlines: Deadline[];
};

type TimelineInput = {
  exchange: { firstDay: string; lastDay: string };
  sessions: readonly Session[];
  bookings: readonly Booking[];
  deadlines: readonly Deadline[];
  today: string;
};

/** The days of the visit, today, and every other day on which something is due or somebody travels, in their order. */
export function timelineOf({ exchange, sessions, bookings, deadlines, today }: TimelineInput): TimelineDay[] {
  const { firstDay, lastDay } = exchange;
  const shared = sessions.filter(isShared);
  const journeys = bookings.filter(({ kind, state }) => kind === 'travel' && state !== 'cancelled');
  const days = new Set([
    ...daysBetween(firstDay, lastDay),
    ...shared.map(({ day }) => day),
    ...journeys.flatMap(({ start }) => (start ? [start.day] : [])),
    ...deadlines.flatMap(({ day }) => (day === null ? [] : [day])),
    today,
  ]);
  return [...days].sort().map((day) => ({
    day,
    isToday: day === today,
    isVisit: day >= firstDay && day <= lastDay,
    sessions: countsOf(
      shared.filter((session) => session.day === day),
      today,
    ),
    journeys: journeys
      .filter(({ start }) => start?.day === day)
      .sort((a, b) => (a.start?.time ?? '').localeCompare(b.start?.time ?? '')),
    deadlines: deadlines.filter((deadline) => deadline.day === day),
  }));
}

function countsOf(sessions: readonly Session[], today: string): Record<SessionFate, number> {
  const counts = { done: 0, ahead: 0, open: 0, dropped: 0 };
  for (const { state, day } of sessions) counts[state === 'planned' ? (day < today ? 'open' : 'ahead') : state] += 1;
  return counts;
}
