import { cdxIconAdd } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { type BuiltInDay, builtInSessions } from '#domain/schedule/template.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Message } from '../components/message.tsx';
import { Section } from '../components/section.tsx';
import { useHub, useMessages } from '../context.ts';
import { TemplateDay } from './hub-template-day.tsx';
import { type DayForm, maxDays, nextSession, sessionToForm } from './hub-template-days.ts';
import { movePart } from './hub-template-form.ts';
import { slotKeys } from './schedule-slot-words.ts';

type TemplateScheduleProps = {
  days: readonly DayForm[];
  /** What is wrong is shown, because somebody has tried to save it. */
  checked: boolean;
  onChange: (days: DayForm[]) => void;
};

const builtIn: readonly BuiltInDay[] = ['opening', 'middle', 'outside', 'closing'];

/** The days that the pair of a new exchange may fill its schedule from. */
export function TemplateSchedule({ days, checked, onChange }: TemplateScheduleProps) {
  const { t } = useMessages();
  const { newId } = useHub();
  const [before, setBefore] = useState<readonly DayForm[]>();

  function change(next: DayForm[]): void {
    setBefore(undefined);
    onChange(next);
  }

  /** What is taken away can be had back until something else changes. */
  function remove(next: DayForm[]): void {
    onChange(next);
    setBefore(days);
  }

  const put = (index: number, day: DayForm) => days.map((other, at) => (at === index ? day : other));
  const addDay = () => change([...days, { key: newId(), name: '', sessions: [nextSession([], newId())] }]);

  return (
    <Section title={t('schedule-title')}>
      <p class="small subtle">{t('hub-schedule-text')}</p>
      {days.length === 0 && (
        <EmptyState
          title={t('hub-schedule-none')}
          action={
            <Button onClick={() => change(builtIn.map((day) => builtInDay(t, day, newId)))}>
              {t('hub-schedule-built-in')}
            </Button>
          }
        >
          {t('hub-schedule-none-text')}
        </EmptyState>
      )}
      {days.map((day, index) => (
        <TemplateDay
          key={day.key}
          day={day}
          at={index}
          count={days.length}
          checked={checked}
          onChange={(changed) => change(put(index, changed))}
          onRemove={() => remove(days.filter((_, at) => at !== index))}
          onRemoveSession={(key) =>
            remove(put(index, { ...day, sessions: day.sessions.filter((session) => session.key !== key) }))
          }
          onMove={(by) => change(movePart(days, index, by))}
        />
      ))}
      <div aria-live="polite">
        {before && (
          <Message>
            <p>{t('hub-schedule-removed')}</p>
            <Button onClick={() => change([...before])}>{t('schedule-undo')}</Button>
          </Message>
        )}
      </div>
      <div class="actions">
        <Button icon={cdxIconAdd} disabled={days.length >= maxDays} onClick={addDay}>
          {t('hub-schedule-add')}
        </Button>
      </div>
    </Section>
  );
}

function builtInDay(t: ReturnType<typeof useMessages>['t'], day: BuiltInDay, newId: () => string): DayForm {
  const sessions = builtInSessions(day, (slot) => t(slotKeys[slot]));
  return { key: newId(), name: t(dayKeys[day]), sessions: sessions.map((session) => sessionToForm(session, newId())) };
}

const dayKeys = {
  opening: 'hub-schedule-opening',
  middle: 'hub-schedule-middle',
  outside: 'hub-schedule-outside',
  closing: 'hub-schedule-closing',
} as const satisfies Record<BuiltInDay, string>;
