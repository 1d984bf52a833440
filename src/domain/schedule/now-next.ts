import { wallClock } from '../days.ts';
import { asUtc, instantOf } from './host-clock.ts';
import type { Session } from './schema.ts';

/** A moment (ms since the epoch), and the zone whose wall the sessions are written by. */
export type Moment = { now: number; zone: string };

/** What is on, and what comes after it. */
export type NowAndNext = {
  /** Planned sessions that have begun and not ended: several when they overlap. */
  now: Session[];
  /** The planned session that begins next, today or on a later day. */
  next: Session | undefined;
};

/**
 * What to show at a moment. Done and dropped sessions are neither on nor next: a pair that finishes early sees what
 * comes.
 *
 * @param sessions by day and start, as listSessions gives them
 */
export function nowAndNext(sessions: readonly Session[], moment: Moment): NowAndNext {
  const planned = sessions
    .filter(({ state }) => state === 'planned')
    .map((session) => ({ session, timing: timingOf(session, moment) }));
  return {
    now: planned.filter(({ timing }) => timing === 'now').map(({ session }) => session),
    next: planned.find(({ timing }) => timing === 'ahead')?.session,
  };
}

/** No clock on a wall is changed by more (ms). */
const largestChange = 3 * 3_600_000;

/**
 * Where a session stands at a moment, for its mark on the timeline. By instants, and not by what the wall shows: on the
 * night when the clocks go back, the wall shows an hour twice, and a session in it takes place once.
 */
export function timingOf(session: Session, { now, zone }: Moment): 'past' | 'now' | 'ahead' {
  const { day } = session;
  const start = { day, time: session.start };
  const end = { day, time: session.end };
  // Only within a few hours are instants needed, and they are slow to work out.
  const wall = asUtc(wallClock(now, zone));
  if (asUtc(end) < wall - largestChange) return 'past';
  if (asUtc(start) > wall + largestChange) return 'ahead';
  if (now >= instantOf(end, zone)) return 'past';
  return now >= instantOf(start, zone) ? 'now' : 'ahead';
}
