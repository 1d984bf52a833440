import ICAL from 'ical.js';

/** One thing in a calendar, between two instants (ms since the epoch). */
export type CalendarEvent = {
  /** The same in every file and answer, so that a calendar knows the event again (RFC 7986 §5.3). */
  uid: string;
  start: number;
  end: number;
  title: string;
  place: string;
  note: string;
  category: string;
  /** Goes up with each change (RFC 5545 §3.8.7.4). */
  sequence: number;
  /** When it was last changed, ISO 8601. */
  changedAt: string | undefined;
  cancelled: boolean;
};

export type CalendarFile = {
  name: string;
  events: readonly CalendarEvent[];
  /** The instant at which the file is made, ISO 8601. */
  at: string;
  /** How often a calendar that subscribes should look again, in minutes; 0 for a file that was saved. */
  refresh: number;
};

// The library leaves out the space that a folded line begins with: 75 octets with it are the most (RFC 5545 §3.1).
ICAL.foldLength = 74;

/** What may not stand in a text of a calendar: control characters, but for the line break (RFC 5545 §3.1). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const controls = /[\u0000-\u0009\u000b-\u001f\u007f]/g;

/**
 * A calendar as RFC 5545 has it. All times are in UTC, so that no reader needs to know a zone's rules; what was dropped
 * stays as CANCELLED, so that a calendar that has it takes it away.
 */
export function writeCalendar({ name, events, at, refresh }: CalendarFile): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//CEE Wiki Peer Learning Exchange//Carnet//EN');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', 'PUBLISH');
  addText(calendar, 'x-wr-calname', name);
  if (refresh > 0) {
    const interval = new ICAL.Property('refresh-interval', calendar);
    interval.resetType('duration');
    interval.setValue(ICAL.Duration.fromSeconds(refresh * 60));
    calendar.addProperty(interval);
    calendar.addPropertyWithValue('x-published-ttl', `PT${refresh}M`);
  }
  for (const event of events) calendar.addSubcomponent(toComponent(event, at));
  return `${calendar.toString()}\r\n`;
}

function toComponent(event: CalendarEvent, at: string): InstanceType<typeof ICAL.Component> {
  const component = new ICAL.Component('vevent');
  component.addPropertyWithValue('uid', event.uid);
  component.addPropertyWithValue('dtstamp', utc(Date.parse(at)));
  component.addPropertyWithValue('dtstart', utc(event.start));
  component.addPropertyWithValue('dtend', utc(event.end));
  component.addPropertyWithValue('sequence', event.sequence);
  if (event.changedAt) component.addPropertyWithValue('last-modified', utc(Date.parse(event.changedAt)));
  component.addPropertyWithValue('status', event.cancelled ? 'CANCELLED' : 'CONFIRMED');
  addText(component, 'summary', event.title);
  addText(component, 'location', event.place);
  addText(component, 'description', event.note);
  addText(component, 'categories', event.category);
  return component;
}

function addText(component: InstanceType<typeof ICAL.Component>, name: string, text: string): void {
  const words = text.replaceAll(/\r\n?/g, '\n').replaceAll(controls, '').toWellFormed();
  if (words !== '') component.addPropertyWithValue(name, words);
}

function utc(instant: number): InstanceType<typeof ICAL.Time> {
  return ICAL.Time.fromJSDate(new Date(instant), true);
}
