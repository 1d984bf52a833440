import {
  type ExchangeFields,
  type FieldName,
  formats,
  noFields,
  type Problem,
  type ProblemCode,
  problemsOf,
} from './fields.ts';
import { maxPeople, type PersonFields } from './new-exchange.ts';

/** The columns of a table of matched pairs, by the names that its first line gives them. */
export const pairColumns = {
  topic: 'topic',
  format: 'format',
  'mentee community': 'menteeCommunity',
  'mentor community': 'mentorCommunity',
  'host city': 'hostCity',
  'host zone': 'hostZone',
  'first day': 'firstDay',
  'last day': 'lastDay',
  currency: 'currency',
  venue: 'venue',
  address: 'address',
  mentees: 'mentees',
  mentors: 'mentors',
} as const satisfies Record<string, FieldName | 'mentees' | 'mentors'>;
export type PairColumn = (typeof pairColumns)[keyof typeof pairColumns];

/** Lines in one table: a programme year has some dozens. */
export const maxPairs = 500;

/** One line of the table: what it says, and what is wrong with it. */
export type Pair = {
  /** Its number in the file, as a spreadsheet shows it: the line of the headings is 1. */
  readonly line: number;
  readonly fields: ExchangeFields;
  readonly people: readonly PersonFields[];
  readonly problems: readonly Problem<PairColumn>[];
};

export type PairsTable = {
  readonly pairs: readonly Pair[];
  /** Columns that a table needs and this one lacks; then there are no pairs. */
  readonly missing: readonly string[];
  /** Headings that mean nothing here, and are left aside. */
  readonly unknown: readonly string[];
  /** Lines beyond the limit, which are left aside. */
  readonly beyond: number;
};

/**
 * Reads a table of matched pairs, one exchange a line.
 *
 * @param cells the lines of the file, the headings first; lines without a word are passed over
 */
export function readPairs(cells: readonly (readonly string[])[]): PairsTable {
  const [headings = [], ...lines] = cells;
  const columns = headings.map(columnOf);
  const known = new Set(columns);
  const missing = Object.entries(pairColumns).flatMap(([name, column]) =>
    required.has(column) && !known.has(column) ? [name] : [],
  );
  const unknown = headings.filter((heading, index) => heading.trim() !== '' && columns[index] === undefined);
  if (missing.length > 0) return { pairs: [], missing, unknown, beyond: 0 };
  const filled = lines
    .map((line, index) => ({ line, number: index + 2 }))
    .filter(({ line }) => line.some((cell) => cell.trim() !== ''));
  const pairs = filled.slice(0, maxPairs).map(({ line, number }) => readLine(columns, line, number));
  return { pairs: markDuplicates(pairs), missing, unknown, beyond: Math.max(0, filled.length - maxPairs) };
}

const required: ReadonlySet<PairColumn> = new Set<PairColumn>([
  'topic',
  'format',
  'menteeCommunity',
  'mentorCommunity',
  'hostCity',
  'hostZone',
  'firstDay',
  'lastDay',
]);

/** Headings are taken as people write them: `Host city`, `host_city`, `HOST-CITY`. */
function columnOf(heading: string): PairColumn | undefined {
  const name = heading
    .replace(/^\ufeff/, '')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  return Object.hasOwn(pairColumns, name) ? pairColumns[name as keyof typeof pairColumns] : undefined;
}

function readLine(columns: readonly (PairColumn | undefined)[], line: readonly string[], number: number): Pair {
  const cells = new Map<PairColumn, string>();
  for (const [index, column] of columns.entries()) if (column) cells.set(column, (line[index] ?? '').trim());
  const cell = (column: PairColumn) => cells.get(column) ?? '';
  const text = Object.fromEntries(Object.keys(noFields).map((name) => [name, cell(name as FieldName)]));
  const fields: ExchangeFields = {
    ...noFields,
    ...text,
    format: formatOf(cell('format')),
    firstDay: dayOf(cell('firstDay')),
    lastDay: dayOf(cell('lastDay')),
    currency: cell('currency').toUpperCase() || noFields.currency,
  };
  const [mentees, mentors] = [peopleOf(cell('mentees'), 'mentee'), peopleOf(cell('mentors'), 'mentor')];
  const problems: Problem<PairColumn>[] = [
    ...problemsOf(fields),
    ...peopleProblems('mentees', mentees),
    ...peopleProblems('mentors', mentors),
  ];
  return { line: number, fields, people: [...mentees, ...mentors], problems };
}

function formatOf(text: string): string {
  const plain = text.toLowerCase().replace(/[\s_-]+/g, '-');
  return formats.find((format) => format === plain) ?? text;
}

/** `2027-05-12`, or `12.5.2027` as most of the region writes it. What is neither stays, and is a problem. */
function dayOf(text: string): string {
  const [, day, month, year] = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\.?$/.exec(text) ?? [];
  if (!day || !month || !year) return text;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** `Ilinca <IlincaT>; Андрій`: names, each with a Wikimedia username if one likes. */
function peopleOf(text: string, role: PersonFields['role']): PersonFields[] {
  return text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [, name = part, username = ''] = /^(.*?)\s*<([^<>]*)>$/.exec(part) ?? [];
      return { name: name.trim(), role, username: username.trim() };
    });
}

function peopleProblems(field: 'mentees' | 'mentors', people: readonly PersonFields[]): Problem<PairColumn>[] {
  const code = peopleProblem(people);
  return code ? [{ field, code }] : [];
}

function peopleProblem(people: readonly PersonFields[]): ProblemCode | undefined {
  if (people.some(({ name }) => name === '')) return 'missing';
  const tooLong = people.some(({ name, username }) => name.length > 500 || username.length > 500);
  return tooLong || people.length > maxPeople / 3 ? 'too-long' : undefined;
}

/** The same pair on the same day twice is one exchange. */
function markDuplicates(pairs: readonly Pair[]): Pair[] {
  const seen = new Set<string>();
  return pairs.map((pair) => {
    const key = pairKey(pair.fields);
    const isAgain = seen.has(key);
    seen.add(key);
    return isAgain ? { ...pair, problems: [...pair.problems, { field: 'topic', code: 'duplicate' }] } : pair;
  });
}

/** What makes two lines the same exchange: its id is made from this, so that a table that comes again creates nothing twice. */
export function pairKey({ topic, menteeCommunity, mentorCommunity, firstDay }: ExchangeFields): string {
  return JSON.stringify(
    [topic, menteeCommunity, mentorCommunity, firstDay].map((text) => text.normalize('NFC').trim().toLowerCase()),
  );
}

/**
 * A UUID version 8 (RFC 9562 §5.8) from a SHA-256: the same words, the same id.
 * @param digest 32 bytes
 */
export function idOfDigest(digest: Uint8Array): string {
  const bytes = digest.slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
