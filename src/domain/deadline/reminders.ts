import type { Exchange } from '../exchange/schema.ts';
import { minutesUntil } from '../schedule/host-clock.ts';
import type { Session } from '../schedule/schema.ts';
import { isAttendedBy } from '../schedule/warnings.ts';
import type { Deadline } from './deadlines.ts';

/** Minutes before a session at which its people are reminded: the time to walk over. */
const sessionLead = 10;
/** Days before a deadline at which one is reminded, and on the day itself. */
const deadlineLeads: readonly number[] = [7, 1, 0];

/** What to tell now. `tag` names it for ever, so that it is told once. */
export type Reminder =
  | { tag: string; about: 'session'; id: string; title: string; minutes: number; place: string }
  | { tag: string; about: 'deadline'; deadline: Deadline };

type Given = { exchange: Exchange; sessions: readonly Session[]; deadlines: readonly Deadline[] };

/** What a participant is to be reminded of at a moment (ms since the epoch), told before or not. */
export function remindersAt({ exchange, sessions, deadlines }: Given, participantId: string, now: number): Reminder[] {
  const soon = sessions
    .filter((session) => session.state === 'planned' && isAttendedBy(session, participantId))
    .map((session) => ({
      session,
      minutes: minutesUntil({ day: session.day, time: session.start }, exchange.hostZone, now),
    }))
    .filter(({ minutes }) => minutes > 0 && minutes <= sessionLead)
    .map(({ session: { id, day, start, title, place }, minutes }): Reminder => {
      const tag = `session/${id}/${day}/${start}`;
      return { tag, about: 'session', id, title, minutes, place: place || exchange.venue };
    });
  const due = deadlines
    .filter(({ state, daysLeft }) => state !== 'done' && daysLeft !== null && deadlineLeads.includes(daysLeft))
    .map((deadline): Reminder => {
      const tag = `deadline/${exchange.id}/${deadline.kind}/${deadline.day}/${deadline.daysLeft}`;
      return { tag, about: 'deadline', deadline };
    });
  return [...soon, ...due];
}
