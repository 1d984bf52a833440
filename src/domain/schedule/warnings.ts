import { minutesOf } from '../days.ts';
import type { Objective } from '../plan/schema.ts';
import type { Session } from './schema.ts';

type Slot = Pick<Session, 'id' | 'day' | 'start' | 'end' | 'state'>;

/** A shorter pause is a pause and needs no word. */
export const gapMinutes = 60;

/** The other sessions that take place at the same time; a dropped one takes no time. */
export function overlapsOf<S extends Slot>(slot: Slot, sessions: readonly S[]): S[] {
  if (slot.state === 'dropped') return [];
  return sessions.filter(
    (other) =>
      other.id !== slot.id &&
      other.state !== 'dropped' &&
      other.day === slot.day &&
      other.start < slot.end &&
      slot.start < other.end,
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
 */
export function gapsOf(sessions: readonly Slot[]): Gap[] {
  const gaps: Gap[] = [];
  let until = '';
  for (const { id, start, end, state } of sessions) {
    if (state === 'dropped') continue;
    const minutes = until ? minutesOf(start) - minutesOf(until) : 0;
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
