import { scheduleEvents } from '#domain/calendar/schedule-events.ts';
import { writeCalendar } from '#domain/calendar/write.ts';
import type { Kind, Row } from '#domain/kinds.ts';
import { mayRead } from '#domain/private.ts';
import type { Services } from './services.ts';
import type { CalendarLink, ExchangeReader } from './storage.ts';

/** Minutes after which a calendar should look again. */
export const refreshMinutes = 60;

export type Feed = { /** Of the exchange: the same version is the same calendar. */ version: number; text: string };

/**
 * The schedule of a calendar's owner as they may read it.
 * @returns undefined when the exchange, or the participant in it, is no more
 */
export function readFeed({ storage, clock }: Services, link: CalendarLink): Promise<Feed | undefined> {
  return storage.read(link.exchangeId, async (reader) => {
    const rows = <K extends Kind>(kind: K) => readable(reader, kind, link);
    const [exchange] = (await rows('exchange')).filter(({ id }) => id === link.exchangeId);
    const people = await rows('participant');
    const isMember = link.role === 'hub' || people.some(({ id }) => id === link.participantId);
    if (!exchange || !isMember) return undefined;
    const [sessions, changes] = [await rows('session'), await rows('sessionChange')];
    const events = scheduleEvents({ exchange, sessions, changes, people }, link.participantId);
    const file = { name: `Carnet: ${exchange.topic}`, events, at: clock().toISOString(), refresh: refreshMinutes };
    return { version: await reader.version(), text: writeCalendar(file) };
  });
}

async function readable<K extends Kind>(reader: ExchangeReader, kind: K, link: CalendarLink): Promise<Row<K>[]> {
  return (await reader.list(kind)).filter((row) => mayRead(row, link));
}
