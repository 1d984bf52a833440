import { instantOf } from '../schedule/host-clock.ts';
import type { LocalTime } from './schema.ts';

/**
 * Whether something would end before it starts. Two times are compared as instants, since a flight westwards may land
 * by an earlier clock than it left by; without both times only whole days can be told apart, and a day's grace for
 * the zones.
 */
export function endsBeforeStart(start: LocalTime, end: LocalTime): boolean {
  if (start.time !== null && end.time !== null) return instantIn(end, end.time) < instantIn(start, start.time);
  return start.zone === end.zone ? end.day < start.day : instantIn(end, '23:59') < instantIn(start, '00:00');
}

/** Sorts by where time stands: those without a time end their day, and those without a day come last. */
export function byStart(
  a: { start: LocalTime | null; id: string },
  b: { start: LocalTime | null; id: string },
): number {
  const difference = sortValue(a.start) - sortValue(b.start);
  return difference !== 0 ? difference : a.id < b.id ? -1 : 1;
}

function sortValue(start: LocalTime | null): number {
  return start ? instantIn(start, start.time ?? '23:59') : Number.MAX_SAFE_INTEGER;
}

/** The instant (ms since the epoch) of a day and time there. */
function instantIn({ day, zone }: LocalTime, time: string): number {
  return instantOf({ day, time }, zone);
}
