import { cdxIconAdd, cdxIconArrowDown, cdxIconArrowUp, cdxIconTrash } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { lineLimit } from '#domain/scalars.ts';
import { sessionKinds } from '#domain/schedule/schema.ts';
import { Button, IconButton } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { TextArea, TextInput, TimeInput } from '../components/text-input.tsx';
import { useHub, useMessages } from '../context.ts';
import {
  type DayForm,
  maxSessions,
  nextSession,
  problemsOfDay,
  problemsOfSession,
  type SessionForm,
} from './hub-template-days.ts';

type TemplateDayProps = {
  day: DayForm;
  at: number;
  count: number;
  checked: boolean;
  onChange: (day: DayForm) => void;
  onRemove: () => void;
  onRemoveSession: (key: string) => void;
  onMove: (by: -1 | 1) => void;
};

/** A named day of the template: closed it is one line, open a form. */
export function TemplateDay({
  day,
  at,
  count,
  checked,
  onChange,
  onRemove,
  onRemoveSession,
  onMove,
}: TemplateDayProps) {
  const { t } = useMessages();
  const [isOpen, setOpen] = useState(day.name === '');
  const name = day.name.trim() || t('hub-day-unnamed', at + 1);
  const problems = checked ? problemsOfDay(day) : [];
  // A field that is wrong has to be seen, and to take the focus.
  const shown = isOpen || problems.length > 0;
  return (
    <details class="hub-day" open={shown} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <strong dir="auto">{name}</strong>{' '}
        <span class="subtle small">{t('hub-day-sessions', day.sessions.length)}</span>
      </summary>
      <div class="hub-day-body">
        <div class="hub-day-head">
          <Field label={t('hub-day-name')} error={problems.includes('name') ? t('hub-day-name-missing') : undefined}>
            <TextInput value={day.name} maxLength={lineLimit} onInput={(typed) => onChange({ ...day, name: typed })} />
          </Field>
          <div class="row">
            <IconButton
              icon={cdxIconArrowUp}
              label={t('hub-template-up', name)}
              disabled={at === 0}
              onClick={() => onMove(-1)}
            />
            <IconButton
              icon={cdxIconArrowDown}
              label={t('hub-template-down', name)}
              disabled={at === count - 1}
              onClick={() => onMove(1)}
            />
            <IconButton icon={cdxIconTrash} label={t('hub-day-remove', name)} action="destructive" onClick={onRemove} />
          </div>
        </div>
        <Sessions day={day} checked={checked} onChange={onChange} onRemove={onRemoveSession} />
      </div>
    </details>
  );
}

type SessionsProps = Pick<TemplateDayProps, 'day' | 'checked' | 'onChange'> & { onRemove: (key: string) => void };

function Sessions({ day, checked, onChange, onRemove }: SessionsProps) {
  const { t } = useMessages();
  const { newId } = useHub();
  const { sessions } = day;
  const put = (key: string, changes: Partial<SessionForm>) =>
    onChange({ ...day, sessions: sessions.map((each) => (each.key === key ? { ...each, ...changes } : each)) });
  return (
    <>
      {checked && sessions.length === 0 && <p class="field-error">{t('hub-day-empty')}</p>}
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets */}
      <ol class="list" role="list">
        {sessions.map((session) => (
          <li key={session.key} class="list-item hub-day-session">
            <SessionFields
              session={session}
              checked={checked}
              change={(changes) => put(session.key, changes)}
              onRemove={() => onRemove(session.key)}
            />
          </li>
        ))}
      </ol>
      <div class="actions">
        <Button
          weight="quiet"
          action="progressive"
          icon={cdxIconAdd}
          disabled={sessions.length >= maxSessions}
          onClick={() => onChange({ ...day, sessions: [...sessions, nextSession(sessions, newId())] })}
        >
          {t('hub-day-session-add')}
        </Button>
      </div>
    </>
  );
}

type SessionFieldsProps = {
  session: SessionForm;
  checked: boolean;
  change: (changes: Partial<SessionForm>) => void;
  onRemove: () => void;
};

function SessionFields({ session, checked, change, onRemove }: SessionFieldsProps) {
  const { t } = useMessages();
  const problems = checked ? problemsOfSession(session) : [];
  const isWrong = problems.includes('times');
  return (
    <>
      <Field label={t('session-start')} error={isWrong && !session.start ? t('session-time-missing') : undefined}>
        <TimeInput value={session.start} onInput={(start) => change({ start })} />
      </Field>
      <Field
        label={t('session-end')}
        error={isWrong && (session.start || !session.end) ? t(endProblem(session)) : undefined}
      >
        <TimeInput value={session.end} onInput={(end) => change({ end })} />
      </Field>
      <Field label={t('session-name')} error={problems.includes('title') ? t('session-name-missing') : undefined}>
        <TextInput value={session.title} maxLength={lineLimit} onInput={(title) => change({ title })} />
      </Field>
      <Field label={t('session-kind')}>
        <Select
          value={session.kind}
          options={sessionKinds.map((kind) => ({ value: kind, label: t(`session-kind-${kind}`) }))}
          onChange={(kind) => change({ kind })}
        />
      </Field>
      <Field
        label={t('hub-day-tasks')}
        optional
        error={problems.includes('tasks') ? t('hub-day-tasks-wrong') : undefined}
      >
        <TextArea rows={1} value={session.tasks} onInput={(tasks) => change({ tasks })} />
      </Field>
      <IconButton
        icon={cdxIconTrash}
        label={t('hub-day-session-remove', session.title.trim() || session.start)}
        action="destructive"
        onClick={onRemove}
      />
    </>
  );
}

function endProblem({ start, end }: SessionForm) {
  return end && end <= start ? 'session-end-before-start' : 'session-time-missing';
}
