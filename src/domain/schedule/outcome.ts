import type { Exchange } from '../exchange/schema.ts';
import { isShared } from '../private.ts';
import { instantOf } from './host-clock.ts';
import type { ActualTimes, Session, SessionChange } from './schema.ts';
import type { Slot } from './slot.ts';

/** What was planned of a session and what came of it: the report's “planned and done”, day by day. */
export type SessionOutcome = {
  session: Session;
  /** When it was to be, as the plan stood at the beginning. */
  planned: Slot;
  /** When it was last planned, if that is another slot. */
  movedTo: Slot | null;
  /** `open`: planned, and nobody has said what became of it. */
  outcome: 'done' | 'dropped' | 'open';
  /** From when to when it really took place (host time), where somebody has said so. */
  actual: ActualTimes | null;
};
export type DayOutcome = { day: string; sessions: SessionOutcome[] };

/** The instant (ISO 8601) at which the first day of a visit begins on the host's wall. */
export function visitBegins({ firstDay, hostZone }: Pick<Exchange, 'firstDay' | 'hostZone'>): string {
  return new Date(instantOf({ day: firstDay, time: '00:00' }, hostZone)).toISOString();
}

/**
 * The visit as it was planned and as it went, by the day that each session was planned for.
 *
 * @param sessions all, by day and start
 * @param changes  their history, in any order
 * @param since    the instant (ISO 8601) from when on a move is a move and not planning: the beginning of the visit
 */
export function outcomesByDay(
  sessions: readonly Session[],
  changes: readonly SessionChange[],
  since: string,
): DayOutcome[] {
  const moves = Map.groupBy(
    changes.filter(
      ({ at, to }) => at >= since && (to.day !== undefined || to.start !== undefined || to.end !== undefined),
    ),
    ({ sessionId }) => sessionId,
  );
  // A personal item is no part of what the two sides did.
  const outcomes = sessions.filter(isShared).map((session) => outcomeOf(session, moves.get(session.id) ?? []));
  const byDay = Map.groupBy(outcomes, ({ planned }) => planned.day);
  return [...byDay]
    .map(([day, found]) => ({ day, sessions: found.sort((a, b) => (a.planned.start < b.planned.start ? -1 : 1)) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

function outcomeOf(session: Session, moves: readonly SessionChange[]): SessionOutcome {
  const { day, start, end, state } = session;
  const last: Slot = { day, start, end };
  // Undone from the last to the first: what is left is where it stood before any of them.
  const planned = moves
    .toSorted((a, b) => b.place - a.place)
    .reduce<Slot>(
      (slot, { from }) => ({ day: from.day ?? slot.day, start: from.start ?? slot.start, end: from.end ?? slot.end }),
      last,
    );
  const isMoved = planned.day !== day || planned.start !== start || planned.end !== end;
  return {
    session,
    planned,
    movedTo: isMoved ? last : null,
    outcome: state === 'planned' ? 'open' : state,
    actual: state === 'done' ? (session.actual ?? null) : null,
  };
}

/**
 * The changes of one session that its author should hear of: the other side has changed again what they had changed.
 *
 * @param changes of one session
 */
export function overruledChanges(changes: readonly SessionChange[], authorId: string): SessionChange[] {
  const ordered = changes.toSorted((a, b) => a.place - b.place);
  return ordered.filter((change, at) => {
    if (change.authorId === authorId) return false;
    const later = ordered.slice(at + 1).filter((other) => other.authorId === authorId);
    const earlier = ordered.slice(0, at).filter((other) => other.authorId === authorId);
    const touches = (other: SessionChange) => Object.keys(change.to).some((field) => field in other.to);
    return earlier.some(touches) && !later.some(touches);
  });
}
