import { type SessionChange, type TrackedField, trackedFields } from '#domain/schedule/schema.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/i18n.ts';
import type { ScheduleData } from './schedule.tsx';

type Fields = SessionChange['from'];
export type ChangeLine = { field: string; from: string; to: string };

const names = {
  title: 'session-name',
  kind: 'session-kind',
  place: 'session-place',
  leadId: 'session-lead',
  attendeeIds: 'session-attendees',
  objectiveIds: 'session-objectives',
  note: 'session-note',
  state: 'session-change-state',
  actual: 'session-actual',
} as const;

/** A change of a session in words, a line for each thing that it changed. The slot is one thing. */
export function changeLines(
  { from, to }: SessionChange,
  { people, objectives }: ScheduleData,
  t: Translate,
  format: Format,
): ChangeLine[] {
  const none = t('session-change-none');

  function slotWords({ day, start, end }: Fields): string {
    const times = [start ?? from.start, end ?? from.end].filter(Boolean).join('–');
    return [day && format.day(day, 'short'), start || end ? times : ''].filter(Boolean).join(', ');
  }

  function stateWords(state: Fields['state']): string {
    if (state === undefined) return none;
    return state === 'planned' ? t('session-is-planned') : t(`session-state-${state}`);
  }

  function wordsOf(field: Exclude<TrackedField, 'day' | 'start' | 'end'>, fields: Fields): string {
    if (field === 'kind') return fields.kind ? t(`session-kind-${fields.kind}`) : none;
    if (field === 'state') return stateWords(fields.state);
    if (field === 'actual') return fields.actual ? `${fields.actual.start}–${fields.actual.end}` : none;
    if (field === 'leadId') return (fields.leadId && people.get(fields.leadId)?.name) || t('session-lead-none');
    if (field === 'attendeeIds')
      return format.list(fields.attendeeIds?.map((id) => people.get(id)?.name ?? '') ?? []) || none;
    if (field === 'objectiveIds') {
      const titles = objectives
        .filter(({ id }) => fields.objectiveIds?.includes(id))
        .map(({ title }) => t('quoted', title));
      return format.list(titles) || none;
    }
    const words = fields[field]?.trim();
    return words ? t('quoted', words) : none;
  }

  const isSlot = 'day' in to || 'start' in to || 'end' in to;
  const slot = isSlot ? [{ field: t('session-change-when'), from: slotWords(from), to: slotWords(to) }] : [];
  const others = trackedFields.filter((field) => field !== 'day' && field !== 'start' && field !== 'end');
  return [
    ...slot,
    ...others
      .filter((field) => field in to || field in from)
      .map((field) => ({ field: t(names[field]), from: wordsOf(field, from), to: wordsOf(field, to) })),
  ];
}
