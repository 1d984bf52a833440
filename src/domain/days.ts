/** Calendar days and wall-clock times in host time. Days are `YYYY-MM-DD`, times `HH:MM`. */

/** The day `count` days after `day` (before it, when negative). */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** Every day from `first` to `last`, both included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last && days.length < 366; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The number of days from `a` to `b`: 1 when `b` is the day after `a`. */
export function dayDistance(a: string, b: string): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000);
}

/** Whether this machine knows an IANA time zone. */
export function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

/** What the clock on the wall says in an IANA time zone at an instant; in UTC, where the zone is not known. */
export function wallClock(instant: number, zone: string): { day: string; time: string } {
  if (last?.instant !== instant || last.zone !== zone) last = { instant, zone, shown: lookAtWall(instant, zone) };
  return { ...last.shown };
}

/** A screen asks again and again what is on the wall now. */
let last: { instant: number; zone: string; shown: { day: string; time: string } } | undefined;

function lookAtWall(instant: number, zone: string): { day: string; time: string } {
  const shown = lookByTemporal(instant, zone) ?? lookByIntl(instant, zone);
  return { day: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** `Temporal`, as far as it is used here. */
type Calendars = {
  Instant: {
    fromEpochMilliseconds(ms: number): { toString(options: { timeZone: string; smallestUnit: 'minute' }): string };
  };
};

/**
 * Where there is a `Temporal`: the first `Intl` format takes a slow phone a fifth of a second, and each further moment
 * four times as long.
 *
 * @returns undefined where there is none, or it does not know the zone
 */
function lookByTemporal(instant: number, timeZone: string): string | undefined {
  const { Temporal } = globalThis as { Temporal?: Calendars };
  const at = Temporal?.Instant.fromEpochMilliseconds(Math.floor(instant));
  try {
    return at?.toString({ timeZone, smallestUnit: 'minute' });
  } catch {
    return undefined;
  }
}

export function lookByIntl(instant: number, zone: string): string {
  const parts = wallFormat(zone).formatToParts(instant);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** Slow to make and never changed, so each zone's is made once: a schedule asks for hundreds of moments. */
const wallFormats = new Map<string, Intl.DateTimeFormat>();

function wallFormat(zone: string): Intl.DateTimeFormat {
  const known = wallFormats.get(zone);
  if (known) return known;
  const format = openWallFormat(zone);
  wallFormats.set(zone, format);
  return format;
}

const twoDigits = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;

function openWallFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', ...twoDigits, hourCycle: 'h23' });
  } catch {
    // This machine does not know the zone.
    return openWallFormat('UTC');
  }
}

/** The instant (ms since the epoch) at which the day of another instant began in an IANA time zone. */
export function startOfDay(instant: number, zone: string): number {
  const { day, time } = wallClock(instant, zone);
  const midnight = instant - (instant % 60_000) - minutesOf(time) * 60_000;
  // An hour off where the clocks were changed since midnight.
  const seen = wallClock(midnight, zone);
  return midnight + ((seen.day === day ? 0 : 24 * 60) - minutesOf(seen.time)) * 60_000;
}

/** Minutes since midnight of a wall-clock time. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The wall-clock time `minutes` later, held within the day (23:59 at most, 00:00 at least). */
export function addMinutes(time: string, minutes: number): string {
  const total = Math.min(Math.max(minutesOf(time) + minutes, 0), 23 * 60 + 59);
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

/**
 * The day the joint report is due: one calendar month after the last day of the visit
 * (DOMAIN, “Report”), the last day of that month when it is shorter.
 */
export function reportDueDay(lastDay: string): string {
  const year = Number(lastDay.slice(0, 4));
  const month = Number(lastDay.slice(5, 7));
  const day = Number(lastDay.slice(8, 10));
  const lastOfNext = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, lastOfNext))).toISOString().slice(0, 10);
}
