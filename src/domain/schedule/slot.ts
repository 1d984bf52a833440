import { addDays, addMinutes, daysBetween, minutesOf } from '../days.ts';
import type { Session } from './schema.ts';

/** When a session takes place, in host time; it moves as one (`session.move`). */
export type Slot = Pick<Session, 'day' | 'start' | 'end'>;

type Visit = { firstDay: string; lastDay: string };

const lastMinute = 23 * 60 + 59;
/** The latest start that leaves an hour of the day. */
const lastStart = '22:59';

/** The slot some minutes later (earlier, when negative), as long as before and within its day. */
export function shiftSlot(slot: Slot, minutes: number): Slot {
  const earliest = -minutesOf(slot.start);
  const latest = lastMinute - minutesOf(slot.end);
  const shift = Math.min(Math.max(minutes, earliest), latest);
  return { ...slot, start: addMinutes(slot.start, shift), end: addMinutes(slot.end, shift) };
}

/** The days that the schedule shows: those of the visit, and any other that has a session (travel). */
export function scheduleDays({ firstDay, lastDay }: Visit, sessions: readonly Pick<Session, 'day'>[]): string[] {
  return [...new Set([...daysBetween(firstDay, lastDay), ...sessions.map(({ day }) => day)])].sort();
}

/** The days that a session may be put on: the visit, a travel day on either side, and where it stands now. */
export function daysToChoose({ firstDay, lastDay }: Visit, current?: string): string[] {
  const days = daysBetween(addDays(firstDay, -1), addDays(lastDay, 1));
  return current && !days.includes(current) ? [...days, current].sort() : days;
}

/** An hour for a new session: after the last one of the day, or nine in the morning. */
export function slotAfter(day: string, sessions: readonly Session[]): Slot {
  const ends = sessions.filter((session) => session.day === day && session.state !== 'dropped').map(({ end }) => end);
  const free = ends.sort().at(-1) ?? '09:00';
  const start = free < lastStart ? free : lastStart;
  return { day, start, end: addMinutes(start, 60) };
}

/** Where the exchange stands on a day of host time. */
export function visitPhase({ firstDay, lastDay }: Visit, today: string): 'before' | 'during' | 'after' {
  if (today < firstDay) return 'before';
  return today <= lastDay ? 'during' : 'after';
}
