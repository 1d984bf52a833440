import { wallClock } from '../days.ts';

/** A moment as the clock on the host's wall shows it: `YYYY-MM-DD` and `HH:MM`. */
export type HostTime = { day: string; time: string };

const msPerMinute = 60_000;
const msPerDay = 86_400_000;

/**
 * The instant (ms since the epoch) at which the wall in an IANA zone shows this day and time.
 * A time that occurs twice when the clocks go back is the first one; a time that they skip is as much later
 * (both as RFC 5545 §3.3.5 has it), so that a slot never vanishes.
 */
export function instantOf(at: HostTime, zone: string): number {
  const wall = asUtc(at);
  const before = wall - offsetAt(wall - msPerDay, zone);
  const after = wall - offsetAt(wall + msPerDay, zone);
  const shown = [before, after].filter((instant) => wall - offsetAt(instant, zone) === instant);
  return shown.length > 0 ? Math.min(...shown) : before;
}

/** What a wall shows, as an instant (ms since the epoch) of a wall in UTC: for walls of one zone to be compared. */
export function asUtc({ day, time }: HostTime): number {
  return Date.parse(`${day}T${time}:00Z`);
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
  const minute = Math.floor(instant / msPerMinute) * msPerMinute;
  return asUtc(wallClock(instant, zone)) - minute;
}
