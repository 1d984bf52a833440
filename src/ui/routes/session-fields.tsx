import * as z from 'zod/mini';
import type { Exchange, Participant } from '#domain/exchange/schema.ts';
import { lineLimit, proseLimit } from '#domain/scalars.ts';
import { type Session, sessionKinds } from '#domain/schedule/schema.ts';
import { daysToChoose } from '#domain/schedule/slot.ts';
import { overlapsOf } from '#domain/schedule/warnings.ts';
import { Checkbox } from '../components/checkbox.tsx';
import { Field } from '../components/field.tsx';
import { Message } from '../components/message.tsx';
import { Select } from '../components/select.tsx';
import { TextArea, TextInput, TimeInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import type { Changes } from './plan-edits.tsx';
import type { ScheduleData } from './schedule.tsx';

/** The form of a session, as it is while being typed. */
export const sessionFormSchema = z.object({
  title: z.string(),
  kind: z.enum(sessionKinds),
  day: z.string(),
  start: z.string(),
  end: z.string(),
  place: z.string(),
  leadId: z.nullable(z.string()),
  attendeeIds: z.array(z.string()),
  objectiveIds: z.array(z.string()),
  note: z.string(),
  /** Only for the person who adds it; what is there already stays as it is. */
  personal: z.boolean(),
});
export type SessionForm = z.infer<typeof sessionFormSchema>;
export const sessionDraftSchema = z.partial(sessionFormSchema);

export type SessionProblems = { title: boolean; start: boolean; end: 'missing' | 'before-start' | undefined };

/** What keeps the form from being saved. */
export function problemsOf({ title, start, end }: SessionForm): SessionProblems {
  return {
    title: title.trim() === '',
    start: start === '',
    end: end === '' ? 'missing' : end <= start ? 'before-start' : undefined,
  };
}

export function hasProblem({ title, start, end }: SessionProblems): boolean {
  return title || start || end !== undefined;
}

type SessionFieldsProps = {
  /** The session that is edited; nothing for a new one. */
  id?: string;
  value: SessionForm;
  change: (changes: Changes<SessionForm>) => void;
  /** Once a save was tried, what is missing is said too; an end before its start is said at once. */
  checked: boolean;
  exchange: Exchange;
  data: ScheduleData;
};

export function SessionFields({ id, value, change, checked, exchange, data }: SessionFieldsProps) {
  const { t, format } = useMessages();
  const store = useStore();
  const problems = problemsOf(value);
  const people = [...data.people.values()].sort((a, b) => format.compare(a.name, b.name));
  const leads = [
    { value: '', label: t('session-lead-none') },
    ...people.map((person) => ({ value: person.id, label: person.name })),
  ];
  return (
    <>
      <Field label={t('session-name')} error={checked && problems.title ? t('session-name-missing') : undefined}>
        <TextInput value={value.title} maxLength={lineLimit} onInput={(title) => change({ title })} />
      </Field>
      <Field label={t('session-day')}>
        <Select
          value={value.day}
          options={daysToChoose(exchange, value.day).map((day) => ({ value: day, label: dayWords(day) }))}
          onChange={(day) => change({ day })}
        />
      </Field>
      <div>
        <div class="form-row form-row--times">
          <Field label={t('session-start')} error={checked && problems.start ? t('session-time-missing') : undefined}>
            <TimeInput value={value.start} onInput={(start) => change({ start })} />
          </Field>
          <Field label={t('session-end')} error={endError()}>
            <TimeInput value={value.end} onInput={(end) => change({ end })} />
          </Field>
        </div>
        <Overlap value={takingTime(id ?? '', value, store.context.participantId)} sessions={data.sessions} />
      </div>
      {!id && (
        <Checkbox checked={value.personal} onChange={(personal) => change({ personal })}>
          {t('session-personal')}
        </Checkbox>
      )}
      <Field label={t('session-place')} description={exchange.venue && t('session-place-help', exchange.venue)}>
        <TextInput value={value.place} maxLength={lineLimit} onInput={(place) => change({ place })} />
      </Field>
      <Field label={t('session-kind')}>
        <Select
          value={value.kind}
          options={sessionKinds.map((kind) => ({ value: kind, label: t(`session-kind-${kind}`) }))}
          onChange={(kind) => change({ kind })}
        />
      </Field>
      {!value.personal && (
        <>
          <Field label={t('session-lead')}>
            <Select value={value.leadId ?? ''} options={leads} onChange={(lead) => change({ leadId: lead || null })} />
          </Field>
          <Attendees value={value} change={change} people={people} />
          <ObjectivesServed value={value} change={change} objectives={data.objectives} />
        </>
      )}
      <Field label={t('session-note')}>
        <TextArea value={value.note} maxLength={proseLimit} onInput={(note) => change({ note })} />
      </Field>
    </>
  );

  function endError(): string | undefined {
    if (problems.end === 'before-start' && !problems.start) return t('session-end-before-start');
    return problems.end === 'missing' && checked ? t('session-time-missing') : undefined;
  }

  function dayWords(day: string): string {
    const outside = day < exchange.firstDay || day > exchange.lastDay;
    return outside ? t('session-day-outside', format.day(day)) : format.day(day);
  }
}

/** The form as a session whose time can be compared with others. */
function takingTime(id: string, { personal, ...value }: SessionForm, participantId: string) {
  return { ...value, id, state: 'planned' as const, ...(personal ? { onlyFor: [participantId] } : {}) };
}

/** Advice, not an error: two sessions at once may be meant. */
function Overlap({ value, sessions }: { value: Parameters<typeof overlapsOf>[0]; sessions: readonly Session[] }) {
  const { t } = useMessages();
  const overlaps = value.start && value.end ? overlapsOf(value, sessions) : [];
  const words = overlaps.map(({ title, start, end }) => `${t('quoted', title)} ${start}–${end}`).join(', ');
  return <div aria-live="polite">{words && <Message type="warning">{t('schedule-overlaps', words)}</Message>}</div>;
}

type AttendeesProps = Pick<SessionFieldsProps, 'value' | 'change'> & { people: readonly Participant[] };

/** Of the pair: Hub staff have no place in the days, unless they lead. */
function Attendees({ value, change, people }: AttendeesProps) {
  const { t } = useMessages();
  const chosen = new Set(value.attendeeIds);
  const offered = people.filter(({ id, role }) => role !== 'hub' || chosen.has(id));
  if (offered.length < 2) return null;
  const set = (id: string, on: boolean) =>
    change({ attendeeIds: offered.map((each) => each.id).filter((each) => (each === id ? on : chosen.has(each))) });
  return (
    <fieldset class="plain-fieldset">
      <legend>{t('session-attendees')}</legend>
      <p class="subtle small">{t('session-attendees-all')}</p>
      {offered.map(({ id, name }) => (
        <Checkbox key={id} checked={chosen.has(id)} onChange={(on) => set(id, on)}>
          {name}
        </Checkbox>
      ))}
    </fieldset>
  );
}

type ServedProps = Pick<SessionFieldsProps, 'value' | 'change'> & { objectives: ScheduleData['objectives'] };

function ObjectivesServed({ value, change, objectives }: ServedProps) {
  const { t } = useMessages();
  if (objectives.length === 0) return null;
  const served = new Set(value.objectiveIds);
  const set = (id: string, on: boolean) =>
    change({ objectiveIds: objectives.map((each) => each.id).filter((each) => (each === id ? on : served.has(each))) });
  return (
    <fieldset class="plain-fieldset">
      <legend>{t('session-objectives')}</legend>
      {objectives.map(({ id, title }) => (
        <Checkbox key={id} checked={served.has(id)} onChange={(on) => set(id, on)}>
          {title}
        </Checkbox>
      ))}
    </fieldset>
  );
}
