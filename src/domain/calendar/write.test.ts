import { convertIcsCalendar } from 'ts-ics';
import { expect, test } from 'vitest';
import { idMaker, instant, people, sampleExchange, sampleSession } from '#tests/fixtures.ts';
import type { Session, SessionChange } from '../schedule/schema.ts';
import { readCalendar } from './read.ts';
import { scheduleEvents, sessionIdOf } from './schedule-events.ts';
import { writeCalendar } from './write.ts';

const newId = idMaker(0xca);
const mentor = {
  ...{ id: people.mentor, name: 'Олена; “Lead”, Petrenko', role: 'mentor' as const },
  ...{ community: '', username: '', lead: true },
};

function session(changes: Partial<Session>): Session {
  return { ...sampleSession(newId()), ...changes };
}

function fileOf(
  sessions: readonly Session[],
  changes: readonly SessionChange[] = [],
  zone = 'Europe/Prague',
  refresh = 0,
): string {
  const exchange = { ...sampleExchange, hostZone: zone };
  const events = scheduleEvents({ exchange, sessions, changes, people: [mentor] }, people.mentee);
  return writeCalendar({ name: 'Carnet: Brno', events, at: instant, refresh });
}

/** As another library reads it. */
const eventsIn = (file: string) => convertIcsCalendar(undefined, file).events ?? [];

const hard = [
  'Обговорення: “план”, крок; другий, і ще \\n не новий рядок',
  'ქართული სახელი, რომელიც ძალიან გრძელია და არ ეტევა ერთ სტრიქონზე',
  '👩‍👩‍👧‍👦'.repeat(20),
  `${'ž'.repeat(200)}; ${'a,'.repeat(40)}`,
];

test.each(hard)('an independent parser reads back, word for word: %s', (title) => {
  const note = `${title}\nsecond line\r\nthird; line, with \\ and "quotes"`;
  const [event] = eventsIn(fileOf([session({ title, place: title, note })]));
  expect(event?.summary).toBe(title);
  expect(event?.location).toBe(title);
  expect(event?.description).toBe(note.replaceAll('\r\n', '\n'));
});

test('no line is longer than 75 octets, every line ends with CRLF, and none holds half a letter (RFC 5545 §3.1)', () => {
  const file = fileOf(hard.map((title) => session({ title, note: title })));
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of file.split('\r\n')) {
    expect(new TextEncoder().encode(line).length, line).toBeLessThanOrEqual(75);
    expect(line.isWellFormed()).toBe(true);
  }
});

test.each([
  ['2026-03-28', '09:00', 'Europe/Prague', '2026-03-28T08:00:00.000Z'],
  ['2026-03-29', '09:00', 'Europe/Prague', '2026-03-29T07:00:00.000Z'],
  ['2026-10-25', '09:00', 'Europe/Prague', '2026-10-25T08:00:00.000Z'],
  ['2026-10-25', '02:30', 'Europe/Prague', '2026-10-25T00:30:00.000Z'],
  ['2026-03-29', '09:00', 'Asia/Tbilisi', '2026-03-29T05:00:00.000Z'],
  ['2026-10-25', '09:00', 'Europe/Chisinau', '2026-10-25T07:00:00.000Z'],
])('%s %s in %s stands in the file as %s', (day, start, zone, at) => {
  const [event] = eventsIn(fileOf([session({ day, start, end: '23:00' })], [], zone));
  expect(event?.start.date.toISOString()).toBe(at);
});

test('a session keeps its UID, counts its changes, and is CANCELLED when it was dropped', () => {
  const row = session({ state: 'dropped' });
  const change = (place: number): SessionChange => ({
    ...{ id: newId(), sessionId: row.id, place, authorId: people.mentor, at: `2026-05-0${place}T10:00:00.000Z` },
    ...{ from: { day: '2026-05-12' }, to: { day: '2026-05-13' } },
  });
  const [before] = eventsIn(fileOf([{ ...row, state: 'planned' }], [change(1)]));
  const [after] = eventsIn(fileOf([row], [change(2), change(1)]));
  expect([before?.status, before?.sequence]).toEqual(['CONFIRMED', 1]);
  expect([after?.status, after?.sequence, after?.uid]).toEqual(['CANCELLED', 2, before?.uid]);
  expect(after?.lastModified?.date.toISOString()).toBe('2026-05-02T10:00:00.000Z');
  expect(sessionIdOf(after?.uid ?? '')).toBe(row.id);
});

test('it is one’s own schedule: for everybody, for oneself, led by oneself, and one’s personal items', () => {
  const sessions = [
    session({ title: 'all' }),
    session({ title: 'mine', attendeeIds: [people.mentee] }),
    session({ title: 'theirs', attendeeIds: [people.mentor] }),
    session({ title: 'led', attendeeIds: [people.mentor], leadId: people.mentee }),
    session({ title: 'personal', onlyFor: [people.mentee] }),
  ];
  expect(eventsIn(fileOf(sessions)).map(({ summary }) => summary)).toEqual(['all', 'mine', 'led', 'personal']);
});

test('a calendar that is subscribed to says how often to look; an empty one is a calendar, too', () => {
  expect(fileOf([], [], 'Europe/Prague', 60)).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H');
  expect(eventsIn(fileOf([]))).toEqual([]);
});

test('what Carnet writes it reads again, where it stood', () => {
  const rows = [
    session({ day: '2026-03-29', start: '09:00', end: '10:30', title: 'BEGIN:VEVENT' }),
    session({ day: '2026-03-29', start: '23:00', end: '23:59' }),
  ];
  const { events, left } = readCalendar(fileOf(rows), {
    firstDay: '2026-03-28',
    lastDay: '2026-03-30',
    zone: 'Europe/Prague',
  });
  expect(left).toEqual([]);
  expect(events[0]?.title).toBe('BEGIN:VEVENT');
  expect(events.map(({ uid, day, start, end }) => [sessionIdOf(uid), day, start, end])).toEqual(
    rows.map(({ id, day, start, end }) => [id, day, start, end]),
  );
});
