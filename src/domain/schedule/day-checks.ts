import { minutesBetween } from './host-clock.ts';
import type { Session, SessionKind } from './schema.ts';
import { isAttendedBy, overlapsOf, peopleOf } from './warnings.ts';

/** Longer than this without a break, in minutes, and nobody learns any more. */
export const stretchMinutes = 4 * 60;
/** A shorter pause is none: people pack and move on. */
export const breakMinutes = 15;

const resting: ReadonlySet<SessionKind> = new Set(['meal', 'free']);
/** What an objective is expected of: the visit is for co-working, and everything else may serve one. */
const working: ReadonlySet<SessionKind> = new Set(['co-working', 'workshop']);

/** Time without a break, from the start of one session to the end of another. */
export type Stretch = {
  from: string;
  until: string;
  minutes: number /** The session that it begins with. */;
  id: string;
};

/**
 * The stretches of one day in which somebody has no break for more than `stretchMinutes`. A meal is a break, and so is
 * free time. Told once, when it is the same for several people.
 *
 * @param sessions of one day, by start
 * @param zone     of the host
 */
export function longStretchesOf(sessions: readonly Session[], zone: string): Stretch[] {
  const named = sessions.flatMap((session) => [...(peopleOf(session) ?? [])]);
  // Everybody who is named nowhere has the same day: that of the sessions for all.
  const days = ['', ...new Set(named)].map((person) => sessions.filter((session) => isAttendedBy(session, person)));
  const found = days.flatMap((day) => stretchesOf(day, zone));
  return [...new Map(found.map((stretch) => [`${stretch.from} ${stretch.until}`, stretch])).values()];
}

function stretchesOf(sessions: readonly Session[], zone: string): Stretch[] {
  const stretches: Stretch[] = [];
  let open: Stretch | undefined;
  for (const { id, day, start, end, state, kind } of sessions) {
    if (state === 'dropped') continue;
    const goesOn = open && (start <= open.until || minutesBetween(day, open.until, start, zone) < breakMinutes);
    if (resting.has(kind)) {
      // A meal in the middle of a longer session is no break from it.
      if (open && end > open.until) open = undefined;
      continue;
    }
    const from: Stretch = open && goesOn ? open : { id, from: start, until: end, minutes: 0 };
    if (from !== open) stretches.push(from);
    if (end > from.until) from.until = end;
    from.minutes = minutesBetween(day, from.from, from.until, zone);
    open = from;
  }
  return stretches.filter(({ minutes }) => minutes > stretchMinutes);
}

/** Working sessions that serve no objective: either it is missing, or the session is. */
export function aimlessSessions(sessions: readonly Session[]): Session[] {
  return sessions.filter(
    ({ kind, state, objectiveIds }) => working.has(kind) && state !== 'dropped' && objectiveIds.length === 0,
  );
}

/** Journeys that take place while somebody is expected elsewhere: nobody can be on the way and in the room. */
export function travelInside(sessions: readonly Session[]): { travel: Session; during: Session }[] {
  const journeys = sessions.filter(({ kind }) => kind === 'transport');
  return journeys.flatMap((travel) =>
    overlapsOf(travel, sessions)
      .filter(({ kind }) => kind !== 'transport')
      .map((during) => ({ travel, during })),
  );
}
