import * as z from 'zod/mini';
import { isTimeZone } from '../days.ts';
import { currencies } from '../expense/money.ts';
import { daySchema, lineLimit, proseLimit } from '../scalars.ts';

/** An exchange as it is typed, in a form or in a line of a table: text, '' while there is none. */
export const exchangeFieldsSchema = z.object({
  topic: z.string(),
  format: z.string(),
  menteeCommunity: z.string(),
  mentorCommunity: z.string(),
  hostCity: z.string(),
  hostZone: z.string(),
  firstDay: z.string(),
  lastDay: z.string(),
  currency: z.string(),
  venue: z.string(),
  address: z.string(),
});
export type ExchangeFields = z.infer<typeof exchangeFieldsSchema>;
export type FieldName = keyof ExchangeFields;

export const noFields: ExchangeFields = {
  topic: '',
  format: '',
  menteeCommunity: '',
  mentorCommunity: '',
  hostCity: '',
  hostZone: '',
  firstDay: '',
  lastDay: '',
  currency: 'EUR',
  venue: '',
  address: '',
};

export const formats = ['mentee-travels', 'mentor-travels'] as const;

export const problemCodes = [
  'missing',
  'too-long',
  'format',
  'zone',
  'day',
  'order',
  'length',
  'currency',
  'same',
  'duplicate',
] as const;
export type ProblemCode = (typeof problemCodes)[number];
export type Problem<Name extends string = FieldName> = { readonly field: Name; readonly code: ProblemCode };

/** A visit of more days than this is a slip of the year or the month, and no visit. */
const maxVisitDays = 31;

const required: readonly FieldName[] = [
  'topic',
  'format',
  'menteeCommunity',
  'mentorCommunity',
  'hostCity',
  'hostZone',
  'firstDay',
  'lastDay',
  'currency',
];

/** What keeps these fields from becoming an exchange, at most one problem per field. */
export function problemsOf(fields: ExchangeFields): Problem[] {
  const found = new Map<FieldName, ProblemCode>();
  const note = (field: FieldName, isWrong: boolean, code: ProblemCode) => {
    if (isWrong && !found.has(field)) found.set(field, code);
  };
  for (const field of required) note(field, fields[field].trim() === '', 'missing');
  for (const [field, value] of entriesOf(fields)) {
    note(field, value.length > (field === 'address' ? proseLimit : lineLimit), 'too-long');
  }
  note('format', !(formats as readonly string[]).includes(fields.format), 'format');
  note('hostZone', !isTimeZone(fields.hostZone), 'zone');
  note('currency', !(currencies as readonly string[]).includes(fields.currency), 'currency');
  note('firstDay', !isDay(fields.firstDay), 'day');
  note('lastDay', !isDay(fields.lastDay), 'day');
  if (!found.has('firstDay') && !found.has('lastDay')) noteOrder(fields, note);
  note('mentorCommunity', sameWords(fields.menteeCommunity, fields.mentorCommunity), 'same');
  return [...found].map(([field, code]) => ({ field, code }));
}

function noteOrder(
  { firstDay, lastDay }: ExchangeFields,
  note: (field: FieldName, isWrong: boolean, code: ProblemCode) => void,
): void {
  const days = (Date.parse(lastDay) - Date.parse(firstDay)) / 86_400_000 + 1;
  note('lastDay', days < 1, 'order');
  note('lastDay', days > maxVisitDays, 'length');
}

function isDay(text: string): boolean {
  return daySchema.safeParse(text).success;
}

function sameWords(a: string, b: string): boolean {
  return a.trim() !== '' && a.trim().toLocaleLowerCase('en') === b.trim().toLocaleLowerCase('en');
}

function entriesOf(fields: ExchangeFields): [FieldName, string][] {
  // The keys of the type are those of the object (exchangeFieldsSchema).
  return Object.entries(fields) as [FieldName, string][];
}
