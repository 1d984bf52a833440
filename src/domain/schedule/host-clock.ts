import { dayDistance, minutesOf, wallClock } from '../days.ts';

/** A moment as the clock on the host's wall shows it: `YYYY-MM-DD` and `HH:MM`. */
export type HostTime = { day: string; time: string };

const msPerMinute = 60_000;
const msPerDay = 86_400_000;

/**
 * The instant (ms since the epoch) at which the wall in an IANA zone shows this day and time.
 * A time that occurs twice when the clocks go back is the first one; a time that they skip is as much later
 * (both as RFC 5545 §3.3.5 has it), so that a slot never vanishes.
 */
export function instantOf({ day, time }: HostTime, zone: string): number {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const before = asUtc - offsetAt(asUtc - msPerDay, zone);
  const after = asUtc - offsetAt(asUtc + msPerDay, zone);
  const shown = [before, after].filter((instant) => asUtc - offsetAt(instant, zone) === instant);
  return shown.length > 0 ? Math.min(...shown) : before;
}

/** Whole minutes that really pass from `now` (ms) until the wall shows `at`; rounded up, negative when it has been. */
export function minutesUntil(at: HostTime, zone: string, now: number): number {
  return Math.ceil((instantOf(at, zone) - now) / msPerMinute);
}

/** Whole minutes that really pass on a day between two times of the wall: an hour less or more when the clocks change. */
export function minutesBetween(day: string, from: string, until: string, zone: string): number {
  return Math.round((instantOf({ day, time: until }, zone) - instantOf({ day, time: from }, zone)) / msPerMinute);
}

/** The start and the end of a slot as another wall shows them, with the day that it is there. */
export type OtherWall = { start: HostTime; end: HostTime };

/**
 * A slot of host time by the wall in another zone.
 * @returns undefined when both walls show the same, at its start and at its end
 */
export function onOtherWall(
  { day, start, end }: { day: string; start: string; end: string },
  hostZone: string,
  zone: string,
): OtherWall | undefined {
  const other = {
    start: wallClock(instantOf({ day, time: start }, hostZone), zone),
    end: wallClock(instantOf({ day, time: end }, hostZone), zone),
  };
  const isSame = other.start.day === day && other.start.time === start && other.end.time === end;
  return isSame ? undefined : other;
}

/** How far the wall in `zone` is ahead of UTC at an instant, in ms. */
function offsetAt(instant: number, zone: string): number {
  const { day, time } = wallClock(instant, zone);
  const minute = Math.floor(instant / msPerMinute) * msPerMinute;
  const wallAsUtc = dayDistance('1970-01-01', day) * msPerDay + minutesOf(time) * msPerMinute;
  return wallAsUtc - minute;
}
