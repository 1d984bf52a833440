import type { Objective } from '../plan/schema.ts';
import { minutesBetween } from './host-clock.ts';
import type { Session } from './schema.ts';

type Slot = Pick<Session, 'id' | 'day' | 'start' | 'end' | 'state'> & Partial<People>;
type People = Pick<Session, 'leadId' | 'attendeeIds' | 'onlyFor'>;

/** A shorter pause is a pause and needs no word. */
export const gapMinutes = 60;

/** Whose time a session takes: its owner's, or that of those who are named and the lead; null: everybody's. */
export function peopleOf({ attendeeIds, leadId, onlyFor }: Partial<People>): ReadonlySet<string> | null {
  if (onlyFor) return new Set(onlyFor);
  if (!attendeeIds || attendeeIds.length === 0) return null;
  return new Set(leadId ? [...attendeeIds, leadId] : attendeeIds);
}

/** Whether a session takes the time of this participant. */
export function isAttendedBy(session: Partial<People>, participantId: string): boolean {
  return peopleOf(session)?.has(participantId) ?? true;
}

function sharePeople(a: Slot, b: Slot): boolean {
  const [some, others] = [peopleOf(a), peopleOf(b)];
  return some === null || others === null || [...some].some((id) => others.has(id));
}

/**
 * The other sessions that take somebody's time at the same time; a dropped one takes none. Two that share nobody may
 * well be at once: the pair divides.
 */
export function overlapsOf<S extends Slot>(slot: Slot, sessions: readonly S[]): S[] {
  if (slot.state === 'dropped') return [];
  return sessions.filter(
    (other) =>
      other.id !== slot.id &&
      other.state !== 'dropped' &&
      other.day === slot.day &&
      other.start < slot.end &&
      slot.start < other.end &&
      sharePeople(slot, other),
  );
}

export type Gap = {
  /** The session that ends the gap. */ beforeId: string;
  from: string;
  until: string;
  minutes: number;
};

/**
 * The unplanned time between the sessions of one day, from `gapMinutes` up.
 * Measured from the latest end so far, so that a long session covers the short ones beside it.
 *
 * @param sessions of one day, by start
 * @param zone     of the host: the night of a clock change has gaps of another length than its wall shows
 */
export function gapsOf(sessions: readonly Slot[], zone: string): Gap[] {
  const gaps: Gap[] = [];
  let until = '';
  for (const { id, day, start, end, state } of sessions) {
    if (state === 'dropped') continue;
    const minutes = until && start > until ? minutesBetween(day, until, start, zone) : 0;
    if (minutes >= gapMinutes) gaps.push({ beforeId: id, from: until, until: start, minutes });
    if (end > until) until = end;
  }
  return gaps;
}

/** Objectives that no session serves yet: a plan that leaves them out will not reach them. */
export function unservedObjectives(
  objectives: readonly Objective[],
  sessions: readonly Pick<Session, 'objectiveIds' | 'state'>[],
): Objective[] {
  const served = new Set(sessions.flatMap(({ objectiveIds, state }) => (state === 'dropped' ? [] : objectiveIds)));
  return objectives.filter(({ id }) => !served.has(id));
}
