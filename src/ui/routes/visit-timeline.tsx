import '../styles/timeline.css';
import type { Booking } from '#domain/booking/schema.ts';
import type { Deadline } from '#domain/deadline/deadlines.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { type SessionFate, sessionFates, type TimelineDay, timelineOf } from '#domain/timeline/timeline.ts';
import { listRows } from '#store/queries/rows.ts';
import { Chip } from '../components/chip.tsx';
import { Section } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { bookingTitle } from './booking-words.ts';

const fateWords = {
  done: 'planned-done',
  ahead: 'planned-ahead',
  open: 'planned-open',
  dropped: 'planned-dropped',
} as const;

type TimelineProps = { exchange: Exchange; deadlines: readonly Deadline[] /** Host time. */; today: string };

/**
 * The visit as a line of days: how full each is and what has become of it, who travels, what is due, and where we are.
 * The bars only repeat what the words beside them say.
 */
export function VisitTimeline({ exchange, deadlines, today }: TimelineProps) {
  const { t } = useMessages();
  const store = useStore();
  const rows = useLive(async () => {
    const [sessions, bookings] = await Promise.all([listRows(store, 'session'), listRows(store, 'booking')]);
    return { sessions, bookings };
  }, [store]);
  if (!rows) return null;
  const days = timelineOf({ exchange, ...rows, deadlines, today });
  const fullest = Math.max(1, ...days.map(({ sessions }) => sum(sessions)));
  return (
    <Section title={t('timeline-title')}>
      <ol class="timeline">
        {days.map((day) => (
          <Day key={day.day} {...day} fullest={fullest} />
        ))}
      </ol>
    </Section>
  );
}

function Day({ day, isToday, isVisit, sessions, journeys, deadlines, fullest }: TimelineDay & { fullest: number }) {
  const { t, format } = useMessages();
  const count = sum(sessions);
  const date = <span class="sentence">{format.day(day, 'short')}</span>;
  const look = `timeline-day${isVisit ? ' timeline-visit' : ''}${isToday ? ' timeline-today' : ''}`;
  return (
    <li class={look} aria-current={isToday ? 'date' : undefined}>
      <span class="timeline-date">
        {count > 0 ? <a href={`/plan/schedule?day=${day}`}>{date}</a> : date}
        {isToday && <Chip tone="progressive">{t('deadline-today')}</Chip>}
      </span>
      {count > 0 && <Sessions sessions={sessions} share={count / fullest} />}
      {journeys.map((journey) => (
        <span key={journey.id} dir="auto">
          {journeyWords(journey, t)}
        </span>
      ))}
      {deadlines.map(({ kind }) => (
        <strong key={kind}>{t(`deadline-${kind}`)}</strong>
      ))}
    </li>
  );
}

/** @param share how long the bar is, as a part of that of the fullest day */
function Sessions({ sessions, share }: { sessions: TimelineDay['sessions']; share: number }) {
  const { t } = useMessages();
  const there = sessionFates.filter((fate) => sessions[fate] > 0);
  return (
    <>
      <span class="timeline-bar" aria-hidden="true" style={{ inlineSize: `${share * 100}%` }}>
        {there.map((fate) => (
          <span key={fate} class={`timeline-${fate}`} style={{ flexGrow: sessions[fate] }} />
        ))}
      </span>
      <span class="subtle small">{there.map((fate) => t(fateWords[fate], sessions[fate])).join(' · ')}</span>
    </>
  );
}

function journeyWords(journey: Booking, t: ReturnType<typeof useMessages>['t']): string {
  return [journey.start?.time, bookingTitle(journey, t)].filter(Boolean).join(' ');
}

function sum(sessions: Readonly<Record<SessionFate, number>>): number {
  return sessionFates.reduce((total, fate) => total + sessions[fate], 0);
}
