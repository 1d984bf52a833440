import { cdxIconCheck } from '@wikimedia/codex-icons';
import { wallClock } from '#domain/days.ts';
import { type Moment, timingOf } from '#domain/schedule/now-next.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { Icon } from '../components/icon.tsx';
import { Section } from '../components/section.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages } from '../context.ts';
import { NowLine, nowLinePlace } from './schedule-now-line.tsx';

type TodayScheduleProps = {
  sessions: readonly Session[];
  moment: Moment;
  /** The ids of what still waits on this device. */
  unsent: ReadonlySet<string>;
  /** Another day than today. */
  day?: string;
};

/** A day at a glance: one line a session, the past grey, the present marked. */
export function TodaySchedule({ sessions, moment, unsent, day: chosen }: TodayScheduleProps) {
  const { t, format } = useMessages();
  const wall = wallClock(moment.now, moment.zone);
  const day = chosen ?? wall.day;
  const listed = sessions.filter((session) => session.day === day);
  const title = day === wall.day ? t('today-schedule') : <span class="sentence">{format.day(day)}</span>;
  const link = <a href={`/plan/schedule?day=${day}`}>{t('today-schedule-link')}</a>;
  const line = nowLinePlace(listed, moment);
  return (
    <Section title={title} action={link}>
      <ol class="glance">
        {listed.map((session, at) => (
          <li key={session.id} class={`glance-item glance-${timingOf(session, moment)} state-${session.state}`}>
            {line?.at === at && <NowLine share={line.share} time={wall.time} />}
            <time class="glance-time">{session.start}</time>
            <a class="glance-link" href={`/plan/schedule/${session.id}`}>
              <span class="glance-title">{session.title}</span>
              {session.place && <span class="subtle small">{session.place}</span>}
            </a>
            <UnsentMark shown={unsent.has(session.id)} brief />
            <GlanceState state={session.state} />
          </li>
        ))}
        {line?.at === listed.length && (
          <li class="glance-end">
            <NowLine share={0} time={wall.time} />
          </li>
        )}
      </ol>
    </Section>
  );
}

function GlanceState({ state }: Pick<Session, 'state'>) {
  const { t } = useMessages();
  if (state === 'done') return <Icon icon={cdxIconCheck} label={t('session-state-done')} class="glance-done" />;
  return state === 'dropped' ? <span class="subtle small">{t('session-state-dropped')}</span> : null;
}
