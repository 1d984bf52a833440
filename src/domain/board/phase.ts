import { dayDistance, reportDueDay, wallClock } from '../days.ts';
import type { Summary, Waiting } from './schema.ts';

export const phases = ['planning', 'visit', 'report', 'done', 'closed', 'cancelled'] as const;
export type Phase = (typeof phases)[number];

/** Where an exchange stands on a day (DOMAIN, “The life of one exchange”). */
export type Standing = {
  readonly phase: Phase;
  /** Days until the visit (planning), its day as 1, 2 … (visit), or days until the report is due, below 0 when late. */
  readonly days: number;
};

/** @param now milliseconds since the epoch; the day is taken in host time */
export function standingOf(
  summary: Pick<Summary, 'firstDay' | 'lastDay' | 'hostZone' | 'report' | 'closed' | 'cancelled'>,
  now: number,
): Standing {
  const { day } = wallClock(now, summary.hostZone);
  const { firstDay, lastDay } = summary;
  if (summary.closed) {
    return { phase: summary.cancelled ? 'cancelled' : 'closed', days: dayDistance(day, reportDueDay(lastDay)) };
  }
  if (day < firstDay) return { phase: 'planning', days: dayDistance(day, firstDay) };
  if (day <= lastDay) return { phase: 'visit', days: dayDistance(firstDay, day) + 1 };
  const phase = summary.report === 'accepted' ? 'done' : 'report';
  return { phase, days: dayDistance(day, reportDueDay(lastDay)) };
}

/** Whether nothing more is expected: the report is accepted, or the Hub has ended the exchange. */
export function isOver(phase: Phase): boolean {
  return phase === 'done' || phase === 'closed' || phase === 'cancelled';
}

/** How many things wait for the Hub. Queries wait for the participants, and are shown beside. */
export function waitingForHub({ expenses, checkIns, reports }: Waiting): number {
  return expenses + checkIns + reports;
}
