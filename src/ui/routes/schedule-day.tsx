import { cdxIconAdd } from '@wikimedia/codex-icons';
import { Fragment } from 'preact';
import { useLocation } from 'preact-iso/router';
import type { HostTime } from '#domain/schedule/host-clock.ts';
import { timingOf } from '#domain/schedule/now-next.ts';
import { gapsOf, overlapsOf } from '#domain/schedule/warnings.ts';
import { Button } from '../components/button.tsx';
import { useMessages } from '../context.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import type { ScheduleData } from './schedule.tsx';
import { SessionItem } from './schedule-item.tsx';
import { NowLine, nowLinePlace } from './schedule-now-line.tsx';
import { durationWords } from './schedule-words.tsx';

type ScheduleDayProps = {
  day: string;
  /** On a phone the other days are hidden; on a wide screen all stand side by side. */
  isShown: boolean;
  data: ScheduleData;
  /** The ids of what still waits on this device. */
  unsent: ReadonlySet<string>;
  wall: HostTime;
};

/** One day: its sessions in order, what clashes and what is still free, and where the day stands now. */
export function ScheduleDay({ day, isShown, data, unsent, wall }: ScheduleDayProps) {
  const { t, format } = useMessages();
  const { route } = useLocation();
  const isPair = useIsPair();
  const sessions = data.sessions.filter((session) => session.day === day);
  const gaps = new Map(gapsOf(sessions).map((gap) => [gap.beforeId, gap]));
  const line = nowLinePlace(sessions, wall);
  return (
    <section class={`schedule-day${isShown ? ' schedule-day--shown' : ''}`} aria-labelledby={`day-${day}`}>
      <h2
        id={`day-${day}`}
        class={`schedule-day-title sentence${day === wall.day ? ' schedule-day-title--today' : ''}`}
      >
        {format.day(day)}
      </h2>
      {sessions.length === 0 && <p class="subtle">{t('schedule-day-empty')}</p>}
      <ol class="timeline">
        {sessions.map((session, at) => {
          const gap = gaps.get(session.id);
          return (
            <Fragment key={session.id}>
              {gap && (
                <li class="timeline-gap subtle small">
                  {t('schedule-gap', durationWords(t, gap.minutes), gap.from, gap.until)}
                </li>
              )}
              <SessionItem
                session={session}
                timing={timingOf(session, wall)}
                overlaps={overlapsOf(session, sessions)}
                unsent={unsent.has(session.id)}
                data={data}
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
      {isPair && (
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
