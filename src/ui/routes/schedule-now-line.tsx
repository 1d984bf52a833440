import '../styles/now-line.css';
import { wallClock } from '#domain/days.ts';
import { instantOf } from '#domain/schedule/host-clock.ts';
import { type Moment, timingOf } from '#domain/schedule/now-next.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { useMessages } from '../context.ts';

export type NowLinePlace = {
  /** The item that it crosses or stands above; the length of the list: below all. */ at: number /** How far down the item, 0–1. */;
  share: number;
};

/**
 * Where the current-time line crosses a day's list: within a session that is on, as far down as it has gone;
 * otherwise above the first that is ahead. Undefined on another day.
 *
 * @param sessions of one day, by start
 */
export function nowLinePlace(sessions: readonly Session[], moment: Moment): NowLinePlace | undefined {
  const { now, zone } = moment;
  if (sessions[0]?.day !== wallClock(now, zone).day) return undefined;
  const timings = sessions.map((session) => timingOf(session, moment));
  const on = sessions.findLastIndex(({ state }, at) => state !== 'dropped' && timings[at] === 'now');
  const session = sessions[on];
  if (session) {
    const [begin, end] = [session.start, session.end].map((time) => instantOf({ day: session.day, time }, zone));
    return { at: on, share: begin !== undefined && end !== undefined ? (now - begin) / (end - begin) : 0 };
  }
  const ahead = timings.indexOf('ahead');
  return { at: ahead === -1 ? sessions.length : ahead, share: 0 };
}

/** The line itself. Within a session it leaves the words free: across them it would strike them out. */
export function NowLine({ share, time }: { share: number; time: string }) {
  const { t } = useMessages();
  return (
    <span
      class={share > 0 ? 'now-line now-line--within' : 'now-line'}
      style={{ insetBlockStart: `${Math.round(share * 100)}%` }}
    >
      <span class="visually-hidden">{t('schedule-now-is', time)}</span>
    </span>
  );
}
