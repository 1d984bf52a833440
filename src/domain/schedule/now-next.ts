import type { HostTime } from './host-clock.ts';
import type { Session } from './schema.ts';

/** What is on, and what comes after it. Times compare as text, since both are host time (days.ts). */
export type NowAndNext = {
  /** Planned sessions that have begun and not ended: several when they overlap. */
  now: Session[];
  /** The planned session that begins next, today or on a later day. */
  next: Session | undefined;
};

/**
 * What to show at a moment of host time. Done and dropped sessions are neither on nor next:
 * a pair that finishes early sees what comes.
 *
 * @param sessions by day and start, as listSessions gives them
 */
export function nowAndNext(sessions: readonly Session[], at: HostTime): NowAndNext {
  const planned = sessions.filter(({ state }) => state === 'planned');
  return {
    now: planned.filter(({ day, start, end }) => day === at.day && start <= at.time && at.time < end),
    next: planned.find(({ day, start }) => day > at.day || (day === at.day && start > at.time)),
  };
}

/** Where a session stands at a moment, for its mark on the timeline. */
export function timingOf(session: Session, at: HostTime): 'past' | 'now' | 'ahead' {
  if (session.day !== at.day) return session.day < at.day ? 'past' : 'ahead';
  if (session.end <= at.time) return 'past';
  return session.start <= at.time ? 'now' : 'ahead';
}
