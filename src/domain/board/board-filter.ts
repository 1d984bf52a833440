import * as z from 'zod/mini';
import { isOver, phases, standingOf, waitingForHub } from './phase.ts';
import { agreementStates, type BoardEntry } from './schema.ts';

export const boardSorts = ['urgency', 'visit', 'topic', 'spent', 'seen'] as const;

/** What of the board is shown, and in which order. */
export const boardFilterSchema = z.object({
  text: z.string().check(z.maxLength(200)),
  phase: z.enum(['all', ...phases]),
  agreement: z.enum(['all', ...agreementStates]),
  /** Only exchanges with something that waits for the Hub. */
  waiting: z.boolean(),
  sort: z.enum(boardSorts),
});
export type BoardFilter = z.infer<typeof boardFilterSchema>;

export const wholeBoard: BoardFilter = { text: '', phase: 'all', agreement: 'all', waiting: false, sort: 'urgency' };

/** The entries that a filter lets through, in its order; equal ones by topic, then id, the same on every device. */
export function filterBoard(
  entries: readonly BoardEntry[],
  filter: BoardFilter,
  now: number,
  language: string,
): BoardEntry[] {
  const words = foldCase(filter.text).split(/\s+/).filter(Boolean);
  const shown = entries.filter((entry) => {
    if (filter.phase !== 'all' && standingOf(entry, now).phase !== filter.phase) return false;
    if (filter.agreement !== 'all' && entry.agreement !== filter.agreement) return false;
    if (filter.waiting && waitingForHub(entry.waiting) === 0) return false;
    const text = textOf(entry);
    return words.every((word) => text.includes(word));
  });
  const collator = new Intl.Collator(language, { numeric: true });
  const ranks = new Map(shown.map((entry) => [entry.id, rankOf(entry, filter.sort, now)]));
  const rank = (entry: BoardEntry) => ranks.get(entry.id) ?? 0;
  return shown.sort((a, b) => rank(a) - rank(b) || collator.compare(a.topic, b.topic) || (a.id < b.id ? -1 : 1));
}

/** Everything that one might search an exchange by. */
function textOf(entry: BoardEntry): string {
  const { topic, menteeCommunity, mentorCommunity, hostCity, people } = entry;
  return foldCase([topic, menteeCommunity, mentorCommunity, hostCity, ...people.map(({ name }) => name)].join('\n'));
}

/** Case and accents aside; `İ` and `ı` are found by `i`, as a person without a Turkish keyboard types them. */
function foldCase(text: string): string {
  return text.toLocaleLowerCase('en').normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ı', 'i');
}

/** Small first. */
function rankOf(entry: BoardEntry, sort: BoardFilter['sort'], now: number): number {
  if (sort === 'visit') return Date.parse(entry.firstDay);
  if (sort === 'spent') return entry.approved === 0 ? 0 : -entry.spent / entry.approved;
  if (sort === 'seen') return Math.min(...pairSeen(entry));
  return sort === 'urgency' ? urgencyOf(entry, now) : 0;
}

function pairSeen({ people, seen }: BoardEntry): number[] {
  const pair = people.filter(({ role }) => role !== 'hub');
  // Nobody invited yet is the longest silence.
  return [Number.POSITIVE_INFINITY, ...pair.map(({ id }) => Date.parse(seen[id] ?? '') || 0)];
}

/** A call for help first, then visits under way, late reports, what waits, then what comes soonest; the past last. */
function urgencyOf(entry: BoardEntry, now: number): number {
  const { phase, days } = standingOf(entry, now);
  if (entry.waiting.checkIns > 0) return -1e6;
  if (phase === 'visit') return -1e5;
  if (phase === 'report') return (days < 0 ? -5e4 : -1e4) + days;
  if (isOver(phase)) return (waitingForHub(entry.waiting) > 0 ? -1e4 : 1e6) - days;
  return days - (waitingForHub(entry.waiting) > 0 ? 1e4 : 0);
}
