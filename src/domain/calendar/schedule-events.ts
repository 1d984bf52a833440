import type { Exchange, Participant } from '../exchange/schema.ts';
import { instantOf } from '../schedule/host-clock.ts';
import type { Session, SessionChange } from '../schedule/schema.ts';
import { isAttendedBy } from '../schedule/warnings.ts';
import type { CalendarEvent } from './write.ts';

export type ScheduleRows = {
  exchange: Exchange;
  sessions: readonly Session[];
  changes: readonly SessionChange[];
  people: readonly Participant[];
};

/** The end of every UID: what stands before it is the session's id. */
const uidEnd = '@carnet';

/** A participant's own schedule as events: what they take part in, their personal items, and what was dropped of both. */
export function scheduleEvents(rows: ScheduleRows, participantId: string): CalendarEvent[] {
  const changes = Map.groupBy(rows.changes, ({ sessionId }) => sessionId);
  return rows.sessions
    .filter((session) => isAttendedBy(session, participantId))
    .map((session) => toEvent(session, changes.get(session.id) ?? [], rows));
}

function toEvent(
  session: Session,
  changes: readonly SessionChange[],
  { exchange, people }: ScheduleRows,
): CalendarEvent {
  const { id, day, start, end, title, kind, place, note, leadId, state } = session;
  const instant = (time: string) => instantOf({ day, time }, exchange.hostZone);
  const lead = people.find((person) => person.id === leadId)?.name;
  return {
    uid: `${id}${uidEnd}`,
    start: instant(start),
    end: instant(end),
    title,
    place: place || [exchange.venue, exchange.address].filter(Boolean).join('\n'),
    note: [note, lead].filter(Boolean).join('\n\n'),
    category: kind,
    sequence: changes.length,
    changedAt: changes
      .map(({ at }) => at)
      .sort()
      .at(-1),
    cancelled: state === 'dropped',
  };
}

/** The session that an event was written from; undefined for an event of another calendar. */
export function sessionIdOf(uid: string): string | undefined {
  return uid.endsWith(uidEnd) ? uid.slice(0, -uidEnd.length) : undefined;
}
