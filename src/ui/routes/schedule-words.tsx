import type { Session } from '#domain/schedule/schema.ts';
import { Chip } from '../components/chip.tsx';
import { useMessages } from '../context.ts';
import type { Translate } from '../i18n/i18n.ts';

/** “45 min”, “2 h”, “1 h 30 min”. */
export function durationWords(t: Translate, minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return t('schedule-minutes', rest);
  return rest === 0 ? t('schedule-hours', hours) : t('schedule-hours-minutes', hours, rest);
}

/** Start and end as one figure that does not break. */
export function TimeRange({ start, end }: Pick<Session, 'start' | 'end'>) {
  return (
    <span class="time-range">
      <time>{start}</time>–<time>{end}</time>
    </span>
  );
}

/** What became of a session; nothing while it is planned, so that only news stands out. */
export function SessionStateChip({ state }: Pick<Session, 'state'>) {
  const { t } = useMessages();
  if (state === 'planned') return null;
  return <Chip tone={state === 'done' ? 'success' : 'subtle'}>{t(`session-state-${state}`)}</Chip>;
}
