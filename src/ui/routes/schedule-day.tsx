import { cdxIconAdd } from '@wikimedia/codex-icons';
import { Fragment } from 'preact';
import { useLocation } from 'preact-iso/router';
import { wallClock } from '#domain/days.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { longStretchesOf } from '#domain/schedule/day-checks.ts';
import { type Moment, timingOf } from '#domain/schedule/now-next.ts';
import { isTravelDay } from '#domain/schedule/slot.ts';
import { gapsOf } from '#domain/schedule/warnings.ts';
import { Button } from '../components/button.tsx';
import { useMessages } from '../context.ts';
import { useMay } from '../hooks/use-may.ts';
import type { ScheduleData } from './schedule.tsx';
import { SessionItem } from './schedule-item.tsx';
import { dropMark, type Moves } from './schedule-moves.tsx';
import { NowLine, nowLinePlace } from './schedule-now-line.tsx';
import { ScheduleWarning } from './schedule-warning.tsx';
import { durationWords } from './schedule-words.tsx';

type ScheduleDayProps = {
  day: string;
  /** On a phone the other days are hidden; on a wide screen all stand side by side. */
  isShown: boolean;
  /** A travel day without a session: it takes no column on a wide screen. */
  isSpare: boolean;
  data: ScheduleData;
  exchange: Exchange;
  /** The ids of what still waits on this device. */
  unsent: ReadonlySet<string>;
  moment: Moment;
  /** The zone of this device, when its times are to stand beside those of the host. */
  ownZone: string | undefined;
  moves: Moves;
};

/** One day: its sessions in order, what clashes and what is still free, and where the day stands now. */
export function ScheduleDay({
  day,
  isShown,
  isSpare,
  data,
  exchange,
  unsent,
  moment,
  ownZone,
  moves,
}: ScheduleDayProps) {
  const { t, format } = useMessages();
  const { route } = useLocation();
  const mayAdd = useMay('session.add');
  const wall = wallClock(moment.now, moment.zone);
  const sessions = data.sessions.filter((session) => session.day === day);
  const gaps = new Map(gapsOf(sessions, moment.zone).map((gap) => [gap.beforeId, gap]));
  const stretches = new Map(longStretchesOf(sessions, moment.zone).map((stretch) => [stretch.id, stretch]));
  const line = nowLinePlace(sessions, moment);
  const classes = ['schedule-day', isShown && 'schedule-day--shown', isSpare && 'schedule-day--spare'];
  const title = `${format.day(day)}${isTravelDay(exchange, day) ? ` · ${t('schedule-travel-day')}` : ''}`;
  return (
    <section class={classes.filter(Boolean).join(' ')} aria-labelledby={`day-${day}`}>
      <h2
        id={`day-${day}`}
        class={`schedule-day-title sentence${day === wall.day ? ' schedule-day-title--today' : ''}`}
      >
        {title}
      </h2>
      {sessions.length === 0 && <p class="subtle">{t('schedule-day-empty')}</p>}
      <ol class="timeline" data-drop-day={day} data-drop-at={dropMark(moves, day, sessions)}>
        {sessions.map((session, at) => {
          const gap = gaps.get(session.id);
          const stretch = stretches.get(session.id);
          return (
            <Fragment key={session.id}>
              {gap && (
                <li class="timeline-gap subtle small">
                  {t('schedule-gap', durationWords(t, gap.minutes), gap.from, gap.until)}
                </li>
              )}
              {stretch && (
                <li class="timeline-gap">
                  <ScheduleWarning>
                    {t('schedule-no-break', durationWords(t, stretch.minutes), stretch.from, stretch.until)}
                  </ScheduleWarning>
                </li>
              )}
              <SessionItem
                session={session}
                timing={timingOf(session, moment)}
                unsent={unsent.has(session.id)}
                data={data}
                hostZone={moment.zone}
                ownZone={ownZone}
                moves={moves}
              >
                {line?.at === at && <NowLine share={line.share} time={wall.time} />}
              </SessionItem>
            </Fragment>
          );
        })}
        {line?.at === sessions.length && (
          <li class="timeline-end">
            <NowLine share={0} time={wall.time} />
          </li>
        )}
      </ol>
      {/* A session is added after the last one, so its button stands there too. */}
      {mayAdd && (
        <div class="actions">
          <Button
            icon={cdxIconAdd}
            onClick={() => route(`/plan/schedule/new?day=${day}`)}
            aria-describedby={`day-${day}`}
          >
            {t('schedule-add')}
          </Button>
        </div>
      )}
    </section>
  );
}
