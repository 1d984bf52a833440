import type { Exchange } from '#domain/exchange/schema.ts';
import { callMinutes, type FollowUp } from '#domain/follow-up/schema.ts';

/** The call as a file for one's calendar: the same UID each time, a higher SEQUENCE for each new time (RFC 5545). */
export async function followUpCalendar(
  { id, start, link, sequence }: FollowUp,
  exchange: Exchange,
  title: string,
  at: string,
): Promise<Blob> {
  const { writeCalendar } = await import('#domain/calendar/write.ts');
  const begin = Date.parse(start);
  const event = {
    uid: `${id}-call@carnet`,
    start: begin,
    end: begin + callMinutes * 60_000,
    title,
    place: link,
    note: exchange.topic,
    category: 'follow-up',
    sequence,
    changedAt: undefined,
    cancelled: false,
  };
  const text = writeCalendar({ name: title, events: [event], at, refresh: 0 });
  return new Blob([text], { type: 'text/calendar' });
}
