import type { ContentChange, FieldChange } from '#domain/agreement/changes.ts';
import type { AgreedItem } from '#domain/agreement/schema.ts';
import { areaSchema } from '#domain/plan/schema.ts';
import { sessionSchema } from '#domain/schedule/schema.ts';
import type { Format } from '../i18n/format.ts';
import type { MessageKey, Translate } from '../i18n/i18n.ts';

type Words = {
  t: Translate;
  format: Format /** What a row is called, by its id. */;
  names: ReadonlyMap<string, string>;
};
type Value = FieldChange['from'];

/** One line of what changed: what it is about, and from what to what. */
export type ChangeLine = { label: string; from: string; to: string };

const kindKeys: Record<ContentChange['kind'], MessageKey> = {
  exchange: 'agreed-visit',
  participant: 'agreed-person',
  practicalities: 'agreed-practicalities',
  objective: 'agreed-objective',
  question: 'agreed-question',
  material: 'agreed-material',
  session: 'agreed-session',
  task: 'agreed-task',
};

const fieldKeys: Record<string, MessageKey> = {
  address: 'practical-address',
  area: 'objective-area',
  attendeeIds: 'agreed-attendees',
  blob: 'agreed-file',
  difference: 'objective-difference',
  format: 'agreed-format',
  hostCity: 'agreed-city',
  hostZone: 'agreed-zone',
  houseRules: 'practical-rules',
  indicator: 'objective-indicator',
  kind: 'session-kind',
  leadId: 'session-lead',
  lodging: 'practical-lodging',
  lodgingAddress: 'practical-lodging-address',
  name: 'agreed-name',
  note: 'session-note',
  objectiveIds: 'session-objectives',
  place: 'session-place',
  problem: 'objective-problem',
  role: 'agreed-role',
  sessionId: 'session-title',
  text: 'question-text',
  title: 'session-name',
  url: 'material-url',
  venue: 'practical-venue',
  venueAddress: 'practical-venue-address',
};

/** The names of everything in these contents, later ones before earlier ones. */
export function namesIn(...contents: readonly (readonly AgreedItem[])[]): Map<string, string> {
  return new Map(contents.flatMap((content) => content.map(({ id, values }) => [id, nameOf(values)] as const)));
}

/** “Session “Opening”” for a row that has a name, or only its kind. */
export function subjectWords({ kind, item }: ContentChange, t: Translate): string {
  const name = nameOf(item.values);
  const kindWords = t(kindKeys[kind]);
  return kind === 'exchange' || name === '' ? kindWords : t('agreed-named', kindWords, name);
}

/** A changed time or a changed span of days is one change to people, however many fields it has. */
export function changeLines(
  change: ContentChange & { type: 'changed' },
  before: AgreedItem,
  words: Words,
): ChangeLine[] {
  const spans = { session: ['day', 'start', 'end'], exchange: ['firstDay', 'lastDay'] };
  const span: readonly string[] = change.kind === 'session' || change.kind === 'exchange' ? spans[change.kind] : [];
  const inSpan = change.fields.some(({ field }) => span.includes(field));
  const rest = change.fields.filter(({ field }) => !span.includes(field));
  return [
    ...(inSpan
      ? [
          {
            label: words.t('agreed-when'),
            from: whenWords(before.values, words.format),
            to: whenWords(change.item.values, words.format),
          },
        ]
      : []),
    ...rest.map(({ field, from, to }) => ({
      label: words.t(fieldKeys[field] ?? 'agreed-other'),
      from: valueWords(field, from, words),
      to: valueWords(field, to, words),
    })),
  ];
}

function nameOf({ title, text, name }: AgreedItem['values']): string {
  return String(title ?? text ?? name ?? '');
}

function whenWords({ day, start, end, firstDay, lastDay }: AgreedItem['values'], format: Format): string {
  if (firstDay !== undefined) return format.dayRange(String(firstDay), String(lastDay));
  return `${format.day(String(day), 'short')}, ${start}–${end}`;
}

function valueWords(field: string, value: Value, words: Words): string {
  if (value === undefined) return words.t('agreed-nothing');
  if (typeof value !== 'string') return words.format.list(value.map((id) => words.names.get(id) ?? id));
  return knownWords(field, value, words) ?? value;
}

/** Of values that a program chose and nobody typed. */
function knownWords(field: string, value: string, { t, names }: Words): string | undefined {
  if (field === 'leadId' || field === 'sessionId') return names.get(value) ?? t('agreed-nothing');
  if (field === 'blob') return t('agreed-other-file');
  if (field === 'format') return t(value === 'mentee-travels' ? 'agreed-mentee-travels' : 'agreed-mentor-travels');
  if (field === 'role') return t(value === 'mentee' ? 'role-mentee' : 'role-mentor');
  const kind = sessionSchema.shape.kind.safeParse(value).data;
  if (field === 'kind' && kind) return t(`session-kind-${kind}`);
  const area = areaSchema.safeParse(value).data;
  return field === 'area' && area ? t(`area-${area}`) : undefined;
}
