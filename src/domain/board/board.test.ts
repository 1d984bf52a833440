import { expect, test } from 'vitest';
import { instant, sampleExchange, sampleExpense, sampleObjective } from '#tests/fixtures.ts';
import { hashOf, readContent } from '../agreement/content.ts';
import { filterBoard, wholeBoard } from './board-filter.ts';
import { standingOf } from './phase.ts';
import type { BoardEntry } from './schema.ts';
import { type AnyRow, summarise } from './summarise.ts';

const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);

function rows(more: Record<string, AnyRow[]> = {}) {
  return new Map<string, AnyRow[]>(Object.entries({ exchange: [sampleExchange], ...more }));
}

const sample = await summarise(rows());

function entry(fields: Partial<BoardEntry>): BoardEntry {
  if (!sample) throw new Error('the sample has an exchange');
  return { ...sample, seen: {}, ...fields };
}

test('without its own row an exchange is not there yet', async () => {
  expect(await summarise(new Map())).toBeUndefined();
});

test('spending, and what waits for the Hub, are counted from the rows', async () => {
  const whole = { day: '2026-05-12', amount: 1850, currency: 'EUR', category: 'meals', merchant: 'Café' };
  const expense = [
    { ...sampleExpense('a'), ...whole },
    { ...sampleExpense('b'), ...whole, review: 'queried' },
    { ...sampleExpense('c'), ...whole, review: 'approved' },
    { ...sampleExpense('d'), ...whole, deletedAt: '2026-05-13T00:00:00.000Z' },
    { ...sampleExpense('e'), ...whole, currency: 'CZK' },
    sampleExpense('f'),
  ];
  const budgetLine = [{ id: 'l', category: 'meals', approved: 20_000 }];
  expect(await summarise(rows({ expense, budgetLine }))).toMatchObject({
    approved: 20_000,
    spent: 3 * 1850,
    uncounted: 2,
    waiting: { expenses: 2, queries: 1, checkIns: 0, reports: 0 },
  });
});

test('the agreement is to the plan as it stands: a change of it afterwards shows', async () => {
  const objective = [sampleObjective('o')];
  const hash = hashOf(await readContent({ list: async (kind) => [...(rows({ objective }).get(kind) ?? [])] as never }));
  const agreement = (['mentee', 'mentor'] as const).map((side, index) => ({ id: side, side, number: index + 1, hash }));
  const state = async (more: Record<string, AnyRow[]>) => (await summarise(rows({ objective, ...more })))?.agreement;
  expect(await state({})).toBe('none');
  expect(await state({ agreement: agreement.slice(0, 1) })).toBe('one-side');
  expect(await state({ agreement })).toBe('agreed');
  expect(await state({ agreement, objective: [sampleObjective('o', 'Another')] })).toBe('voided');
});

test('a call for help waits until somebody else has answered it', async () => {
  const checkIn = [
    { id: 'a', participantId: 'p', feeling: 'help' },
    { id: 'b', participantId: 'q', feeling: 'help' },
    { id: 'c', participantId: 'r', feeling: 'well' },
  ];
  const checkInReply = [
    { id: 'x', checkInId: 'a', participantId: 'hub' },
    { id: 'y', checkInId: 'b', participantId: 'q' },
  ];
  expect((await summarise(rows({ checkIn, checkInReply })))?.waiting.checkIns).toBe(1);
});

test.each([
  [['queried'], 'changes-asked', 0],
  [['queried', 'answered'], 'submitted', 1],
  [['queried', 'answered', 'approved'], 'accepted', 0],
  [['approved', 'reopened'], 'open', 0],
])('after %o the report is %s', async (verdicts, report, reports) => {
  const reviewEntry = verdicts.map((verdict, index) => ({ aboutId: sampleExchange.id, turn: index + 1, verdict }));
  const summary = await summarise(
    rows({ reviewEntry: [...reviewEntry.reverse(), { aboutId: 'x', turn: 9, verdict: 'answered' }] }),
  );
  expect([summary?.report, summary?.waiting.reports]).toEqual([report, reports]);
});

test.each([
  ['2026-05-11T21:59:00Z', { phase: 'planning', days: 1 }],
  ['2026-05-11T22:01:00Z', { phase: 'visit', days: 1 }],
  ['2026-05-14T12:00:00Z', { phase: 'visit', days: 3 }],
  ['2026-05-15T12:00:00Z', { phase: 'report', days: 30 }],
  ['2026-06-15T12:00:00Z', { phase: 'report', days: -1 }],
])('at %s, by the clock of the host, an exchange stands at %o', (instant, standing) => {
  expect(standingOf(entry({}), Date.parse(instant))).toEqual(standing);
});

test('once its report is accepted, or the Hub has closed or cancelled it, an exchange is done', async () => {
  const closed = await summarise(new Map([['exchange', [{ ...sampleExchange, closedAt: instant }]]]));
  expect(standingOf(entry({ ...closed }), noon('2026-05-01')).phase).toBe('closed');
  expect(standingOf(entry({ ...closed, cancelled: true }), noon('2026-05-01')).phase).toBe('cancelled');
  expect(standingOf(entry({ report: 'accepted' }), noon('2026-05-20')).phase).toBe('done');
});

test('the most urgent comes first: a call for help, a visit, a late report, and the past last', () => {
  const waiting = { expenses: 0, queries: 0, checkIns: 0, reports: 0 };
  const visits = { firstDay: '2026-05-10', lastDay: '2026-05-16' };
  const entries = [
    entry({ id: 'done', firstDay: '2026-01-10', lastDay: '2026-01-14', report: 'accepted' }),
    entry({ id: 'far', firstDay: '2026-09-10', lastDay: '2026-09-14' }),
    entry({ id: 'soon', firstDay: '2026-05-20', lastDay: '2026-05-24' }),
    entry({ id: 'late', firstDay: '2026-04-01', lastDay: '2026-04-04' }),
    entry({ id: 'visit', ...visits }),
    entry({ id: 'help', ...visits, waiting: { ...waiting, checkIns: 1 } }),
  ];
  const order = filterBoard(entries, wholeBoard, noon('2026-05-12'), 'en').map(({ id }) => id);
  expect(order).toEqual(['help', 'visit', 'late', 'soon', 'far', 'done']);
});

test.each([
  ['chisinau', 'Chișinău'],
  ['istanbul', 'İstanbul'],
  ['iğdır', 'IĞDIR'],
  ['бойчук', 'Андрій Бойчук'],
  ['brno club', 'Club in Brno'],
  ['თბილისი', 'თბილისი'],
])('a search for “%s” finds “%s”', (text, topic) => {
  const found = filterBoard([entry({ topic })], { ...wholeBoard, text }, noon('2026-05-12'), 'en');
  expect(found).toHaveLength(1);
});

test('filters narrow together, and a word that is nowhere finds nothing', () => {
  const entries = [entry({ id: 'a', agreement: 'agreed' }), entry({ id: 'b' })];
  const now = noon('2026-05-12');
  const ids = (filter: object) => filterBoard(entries, { ...wholeBoard, ...filter }, now, 'en').map(({ id }) => id);
  expect(ids({ agreement: 'agreed' })).toEqual(['a']);
  expect(ids({ agreement: 'agreed', phase: 'planning' })).toEqual([]);
  expect(ids({ waiting: true })).toEqual([]);
  expect(ids({ text: 'nowhere' })).toEqual([]);
});
