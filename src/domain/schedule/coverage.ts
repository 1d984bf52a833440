import type { Objective } from '../plan/schema.ts';
import { isShared } from '../private.ts';
import { minutesBetween } from './host-clock.ts';
import type { Session } from './schema.ts';

/** The table of objectives and sessions: what is planned for each objective, and what is left out. */
export type Coverage = {
  /** The sessions that may serve an objective, by day and start: not dropped, not personal, and no meal or journey. */
  sessions: Session[];
  objectives: {
    objective: Objective;
    /** How many sessions serve it. */
    count: number;
    /** How long they take together, in minutes. */
    minutes: number;
  }[];
};

const beside: ReadonlySet<Session['kind']> = new Set(['meal', 'transport', 'free']);

/**
 * @param sessions by day and start
 * @param zone     of the host
 */
export function coverageOf(objectives: readonly Objective[], sessions: readonly Session[], zone: string): Coverage {
  const planned = sessions.filter((session) => session.state !== 'dropped' && isShared(session));
  return {
    // A meal at which somebody is met for an objective stands in the table, too.
    sessions: planned.filter(({ kind, objectiveIds }) => !beside.has(kind) || objectiveIds.length > 0),
    objectives: objectives.map((objective) => {
      const serving = planned.filter(({ objectiveIds }) => objectiveIds.includes(objective.id));
      const minutes = serving.reduce((sum, { day, start, end }) => sum + minutesBetween(day, start, end, zone), 0);
      return { objective, count: serving.length, minutes };
    }),
  };
}
