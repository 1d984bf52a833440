import { useEffect, useRef } from 'preact/hooks';
import { isTravelDay } from '#domain/schedule/slot.ts';
import { useMessages } from '../context.ts';

type DayTabsProps = {
  days: readonly string[];
  shown: string;
  today: string;
  /** The days that are not of the visit are those of the journey. */
  exchange: { firstDay: string; lastDay: string };
  /** The day that a session is held over. */
  over: string | undefined;
};

/** The days as links under the thumb; each has an address, so that back and reload stay on the day. */
export function DayTabs({ days, shown, today, exchange, over }: DayTabsProps) {
  const { t, format } = useMessages();
  const current = useRef<HTMLAnchorElement>(null);
  useEffect(() => current.current?.scrollIntoView?.({ block: 'nearest', inline: 'center' }), [shown]);
  const below = (day: string) =>
    day === today ? t('nav-today') : isTravelDay(exchange, day) ? t('schedule-travel-day') : '';
  return (
    <nav class="day-tabs" aria-label={t('schedule-days')}>
      {days.map((day) => (
        <a
          key={day}
          ref={day === shown ? current : null}
          class={`day-tab${day === over ? ' day-tab--over' : ''}`}
          href={`/plan/schedule?day=${day}`}
          aria-current={day === shown ? 'date' : undefined}
          data-drop-day={day}
        >
          <span class="sentence">{format.day(day, 'short')}</span>
          {below(day) && <span class="day-tab-today">{below(day)}</span>}
        </a>
      ))}
    </nav>
  );
}
