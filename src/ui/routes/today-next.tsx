import { wallClock } from '#domain/days.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { minutesUntil } from '#domain/schedule/host-clock.ts';
import type { NowAndNext } from '#domain/schedule/now-next.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { useMessages } from '../context.ts';
import { durationWords, TimeRange } from './schedule-words.tsx';

type TodayNextProps = { shown: NowAndNext; exchange: Exchange; now: number };

/** What comes next, as small as it can be told: when, what, where. */
export function TodayNext({ shown: { next }, exchange, now }: TodayNextProps) {
  return next ? <NextCard session={next} exchange={exchange} now={now} /> : null;
}

function NextCard({ session, exchange, now }: { session: Session; exchange: Exchange; now: number }) {
  const { t, format } = useMessages();
  const { id, day, start, title } = session;
  const isToday = day === wallClock(now, exchange.hostZone).day;
  const minutes = minutesUntil({ day, time: start }, exchange.hostZone, now);
  return (
    <article class="now-card now-card--next">
      <p class="now-when small">
        {t('today-next', isToday ? t('today-in', durationWords(t, minutes)) : format.day(day))}
      </p>
      <h3>
        <a href={`/plan/schedule/${id}`}>{title}</a>
      </h3>
      <p class="small">
        <TimeRange {...session} />
        {session.place && <span class="subtle"> · {session.place}</span>}
      </p>
    </article>
  );
}
