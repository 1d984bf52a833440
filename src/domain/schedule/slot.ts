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

/** The days that the schedule shows: the visit with a travel day on either side, and any other that has a session. */
export function scheduleDays(visit: Visit, sessions: readonly Pick<Session, 'day'>[]): string[] {
  return [...new Set([...daysToChoose(visit), ...sessions.map(({ day }) => day)])].sort();
}

/** Whether a day lies beside the visit: people travel on it. */
export function isTravelDay({ firstDay, lastDay }: Visit, day: string): boolean {
  return day < firstDay || day > lastDay;
}

/** The days that a session may be put on: the visit, a travel day on either side, and where it stands now. */
export function daysToChoose({ firstDay, lastDay }: Visit, current?: string): string[] {
  const days = daysBetween(addDays(firstDay, -1), addDays(lastDay, 1));
  return current && !days.includes(current) ? [...days, current].sort() : days;
}

/**
 * Where a session goes that is put between others of a day: right after the one above it, or right before the first one;
 * as long as before, and at its own time where the day has nothing else.
 *
 * @param sessions of the day, by start
 * @param at       how many of them stand above it
 */
export function slotAt(slot: Slot, day: string, sessions: readonly (Slot & { id?: string })[], at: number): Slot {
  const above = sessions[at - 1];
  const below = sessions[at];
  const start = above ? above.end : below ? addMinutes(below.start, -lengthOf(slot)) : slot.start;
  return shiftSlot({ ...slot, day }, minutesOf(start) - minutesOf(slot.start));
}

/** The two halves of a session that is split at a time within it; undefined for any other time. */
export function splitSlot({ day, start, end }: Slot, at: string): [Slot, Slot] | undefined {
  if (at <= start || at >= end) return undefined;
  return [
    { day, start, end: at },
    { day, start: at, end },
  ];
}

/** The middle of a slot, to the quarter of an hour: where one would split it. */
export function middleOf({ start, end }: Slot): string {
  const half = Math.round((minutesOf(start) + minutesOf(end)) / 2 / 15) * 15;
  const middle = addMinutes('00:00', half);
  return middle > start && middle < end ? middle : addMinutes(start, Math.floor(lengthOf({ start, end }) / 2));
}

/** Minutes by the wall. */
function lengthOf({ start, end }: Pick<Slot, 'start' | 'end'>): number {
  return minutesOf(end) - minutesOf(start);
}

const hour = { start: '00:00', end: '01:00' };

/** An hour for a new session (or as long as `like`): after the last one of the day, or nine in the morning. */
export function slotAfter(day: string, sessions: readonly Session[], like: Pick<Slot, 'start' | 'end'> = hour): Slot {
  const ends = sessions.filter((session) => session.day === day && session.state !== 'dropped').map(({ end }) => end);
  const free = ends.sort().at(-1) ?? '09:00';
  const start = free < lastStart ? free : lastStart;
  return { day, start, end: addMinutes(start, lengthOf(like)) };
}

/** Where the exchange stands on a day of host time. */
export function visitPhase({ firstDay, lastDay }: Visit, today: string): 'before' | 'during' | 'after' {
  if (today < firstDay) return 'before';
  return today <= lastDay ? 'during' : 'after';
}
