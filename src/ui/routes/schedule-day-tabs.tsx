import { useEffect, useRef } from 'preact/hooks';
import { useMessages } from '../context.ts';

type DayTabsProps = { days: readonly string[]; shown: string; today: string };

/** The days as links under the thumb; each has an address, so that back and reload stay on the day. */
export function DayTabs({ days, shown, today }: DayTabsProps) {
  const { t, format } = useMessages();
  const current = useRef<HTMLAnchorElement>(null);
  useEffect(() => current.current?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' }), [shown]);
  return (
    <nav class="day-tabs" aria-label={t('schedule-days')}>
      {days.map((day) => (
        <a
          key={day}
          ref={day === shown ? current : null}
          class="day-tab"
          href={`/plan/schedule?day=${day}`}
          aria-current={day === shown ? 'date' : undefined}
        >
          <span class="sentence">{format.day(day, 'short')}</span>
          {day === today && <span class="day-tab-today">{t('nav-today')}</span>}
        </a>
      ))}
    </nav>
  );
}
