import ICAL from 'ical.js';
import { addDays, isTimeZone, wallClock } from '../days.ts';
import { CarnetError } from '../errors.ts';
import { type HostTime, instantOf } from '../schedule/host-clock.ts';
import type { Slot } from '../schedule/slot.ts';

type Component = InstanceType<typeof ICAL.Component>;
type Time = InstanceType<typeof ICAL.Time>;

/** An event of a calendar file, where it would stand in the schedule (host time). */
export type ReadEvent = Slot & {
  uid: string;
  title: string;
  place: string;
  note: string;
  /** It goes on over midnight, and only its first day fits into a session. */
  isCut: boolean;
  /** Its zone is not known here, so its times are taken as those of the host. */
  isZoneUnknown: boolean;
};

/** What can't become a session, and why. `outside`: none of its times lies in the days of the exchange. */
export type LeftEvent = { title: string; why: 'outside' | 'whole-day' | 'cancelled' | 'broken' };
export type ReadCalendar = { events: ReadEvent[]; left: LeftEvent[] };

/** The days that events are taken from, both included, and the host's zone. */
export type Window = { firstDay: string; lastDay: string; zone: string };

/** An event that recurs for ever is followed this far: ten years of days. */
const maxOccurrences = 4000;
const hour = 3_600_000;

/**
 * Reads an iCalendar file (RFC 5545), as other programs write them: with zones of their own, recurrences, exceptions,
 * several calendars in one file. Times in other zones become host time; what can't be read is named and left out.
 *
 * @throws CarnetError `calendar_unreadable` when it is no calendar at all
 */
export function readCalendar(text: string, window: Window): ReadCalendar {
  const read: ReadCalendar = { events: [], left: [] };
  for (const series of seriesOf(parse(text))) {
    const title = titleOf(series.main);
    try {
      readSeries(series, title, window, read);
    } catch {
      read.left.push({ title, why: 'broken' });
    }
  }
  read.events.sort((a, b) => (`${a.day} ${a.start}` < `${b.day} ${b.start}` ? -1 : 1));
  return read;
}

function parse(text: string): Component[] {
  try {
    // Several calendars in one file come as a list of them.
    const parsed: unknown = ICAL.parse(tidied(text));
    const roots = Array.isArray(parsed) && typeof parsed[0] === 'string' ? [parsed] : parsed;
    if (!Array.isArray(roots)) throw new Error('no component');
    const calendars = roots.map((root) => new ICAL.Component(root)).filter(({ name }) => name === 'vcalendar');
    if (calendars.length === 0) throw new Error('no VCALENDAR');
    return calendars;
  } catch (cause) {
    throw new CarnetError('calendar_unreadable', 'no calendar', { cause });
  }
}

/** Without the mark of its encoding and the empty lines that old programs put before a continued one. */
function tidied(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll(/(?:\r?\n)+/g, '\r\n')
    .trim();
}

type Series = { main: Component; exceptions: Component[] };

/** The events with those that take the place of one of their occurrences. */
function seriesOf(calendars: readonly Component[]): Series[] {
  const events = calendars.flatMap((calendar) => calendar.getAllSubcomponents('vevent'));
  const isException = (event: Component) => event.hasProperty('recurrence-id');
  const mains = events.filter((event) => !isException(event));
  const uids = new Set(mains.map(uidOf));
  // An exception whose series is not in the file is an event of its own.
  const alone = events.filter((event) => isException(event) && !uids.has(uidOf(event)));
  return [...mains, ...alone].map((main) => ({
    main,
    exceptions: isException(main) ? [] : events.filter((event) => isException(event) && uidOf(event) === uidOf(main)),
  }));
}

function readSeries({ main, exceptions }: Series, title: string, window: Window, read: ReadCalendar): void {
  if (isCancelled(main)) return void read.left.push({ title, why: 'cancelled' });
  if (![main, ...exceptions].every(isWithinReason)) return void read.left.push({ title, why: 'broken' });
  const event = new ICAL.Event(main, { exceptions });
  if (!main.hasProperty('dtstart') || !event.startDate) return void read.left.push({ title, why: 'broken' });
  if (event.startDate.isDate) return void read.left.push({ title, why: 'whole-day' });
  const found = occurrencesOf(event, window);
  read.events.push(...found);
  if (found.length === 0) read.left.push({ title, why: 'outside' });
}

/** The library counts a length day by day and a rule step by step: absurd numbers would keep it busy for ever. */
function isWithinReason(component: Component): boolean {
  const rules = ['duration', 'rrule'].map((name) => String(component.getFirstPropertyValue(name) ?? ''));
  return rules.every((rule) => !/\d{6}/.test(rule.replaceAll(/UNTIL=[^;]*/g, '')));
}

function occurrencesOf(event: InstanceType<typeof ICAL.Event>, window: Window): ReadEvent[] {
  if (!event.isRecurring()) return inWindow([toEvent(event.component, event.startDate, event.endDate, window)], window);
  const found: ReadEvent[] = [];
  const iterator = event.iterator();
  for (let count = 0; count < maxOccurrences; count += 1) {
    const next: Time | undefined = iterator.next();
    if (!next || next.toString().slice(0, 10) > addDays(window.lastDay, 2)) break;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    if (!isCancelled(item.component)) found.push(toEvent(item.component, startDate, endDate, window));
  }
  return inWindow(found, window);
}

function inWindow(events: ReadEvent[], { firstDay, lastDay }: Window): ReadEvent[] {
  return events.filter(({ day }) => day >= firstDay && day <= lastDay);
}

function toEvent(component: Component, startDate: Time, endDate: Time | null, { zone }: Window): ReadEvent {
  const property = component.getFirstProperty('dtstart');
  const named = property?.getFirstParameter('tzid');
  const start = instantIn(startDate, named, zone);
  const end = endDate ? instantIn(endDate, named, zone) : start.at;
  const until = typeof end === 'number' ? end : end.at;
  const from = wallClock(start.at, zone);
  // A moment without a length, such as a reminder, gets the hour that a new session has.
  const to = wallClock(until > start.at ? until : start.at + hour, zone);
  const isCut = to.day !== from.day;
  return {
    ...slotOf(from, isCut ? '23:59' : to.time),
    uid: uidOf(component),
    title: titleOf(component),
    place: textOf(component, 'location'),
    note: textOf(component, 'description'),
    // Midnight itself is the end of the day, and nothing is lost.
    isCut: isCut && !(to.day === addDays(from.day, 1) && to.time === '00:00'),
    isZoneUnknown: start.isZoneUnknown,
  };
}

function slotOf({ day, time }: HostTime, end: string): Slot {
  // A session has to end after its start, which in the last minute of a day leaves none.
  return time < end ? { day, start: time, end } : { day, start: '23:58', end: '23:59' };
}

/** When a time of a calendar really is. The rules of the machine for a named zone are better kept than those of a file. */
function instantIn(time: Time, named: string | undefined, hostZone: string): { at: number; isZoneUnknown: boolean } {
  const wall = { day: time.toString().slice(0, 10), time: time.toString().slice(11, 16) };
  const tzid = time.zone?.tzid ?? 'floating';
  if (tzid === 'UTC' || tzid === 'Z') return { at: time.toUnixTime() * 1000, isZoneUnknown: false };
  if (named && isTimeZone(named)) return { at: instantOf(wall, named), isZoneUnknown: false };
  if (tzid !== 'floating') return { at: time.toUnixTime() * 1000, isZoneUnknown: false };
  return { at: instantOf(wall, hostZone), isZoneUnknown: named !== undefined };
}

function uidOf(component: Component): string {
  return textOf(component, 'uid');
}

function titleOf(component: Component): string {
  return textOf(component, 'summary').replaceAll(/\s+/g, ' ');
}

function isCancelled(component: Component): boolean {
  return textOf(component, 'status').toUpperCase() === 'CANCELLED';
}

function textOf(component: Component, name: string): string {
  const value: unknown = component.getFirstPropertyValue(name);
  return typeof value === 'string' ? value.trim().toWellFormed() : '';
}
