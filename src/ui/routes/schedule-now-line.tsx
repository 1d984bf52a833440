import '../styles/now-line.css';
import { minutesOf } from '#domain/days.ts';
import type { HostTime } from '#domain/schedule/host-clock.ts';
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
export function nowLinePlace(sessions: readonly Session[], wall: HostTime): NowLinePlace | undefined {
  if (sessions[0]?.day !== wall.day) return undefined;
  const on = sessions.findLastIndex(
    ({ start, end, state }) => state !== 'dropped' && start <= wall.time && wall.time < end,
  );
  const session = sessions[on];
  if (session) {
    const begin = minutesOf(session.start);
    return { at: on, share: (minutesOf(wall.time) - begin) / (minutesOf(session.end) - begin) };
  }
  const ahead = sessions.findIndex(({ start }) => start > wall.time);
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
