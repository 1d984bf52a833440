import { wallClock } from '../days.ts';
import type { Exchange } from '../exchange/schema.ts';

/** The life of one exchange, in its order. */
export const phases = ['planning', 'visit', 'afterwards', 'closed'] as const;
export type Phase = (typeof phases)[number];

/**
 * Where an exchange stands. That it was closed is a row, which every phone has; the rest is a question of the date in
 * host time, which only the server's clock answers (S5).
 *
 * @param now ms since the epoch by the server's clock; undefined on a phone
 * @returns undefined for "not closed", when there is no clock
 */
export function phaseOf({ firstDay, lastDay, hostZone, closedAt }: Exchange, now: number | undefined) {
  if (closedAt) return 'closed';
  if (now === undefined) return undefined;
  const today = wallClock(now, hostZone).day;
  if (today < firstDay) return 'planning';
  return today <= lastDay ? 'visit' : 'afterwards';
}
