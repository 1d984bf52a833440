import { expect, test } from 'vitest';
import { idMaker, people, sampleExpense } from '#tests/fixtures.ts';
import { type CheckCode, checksOf, obstacles, type SoftFacts } from './checks.ts';
import type { Expense } from './schema.ts';
import { stateOf } from './state.ts';

const newId = idMaker(0xc4e);
const usual: Expense = {
  ...sampleExpense(newId()),
  day: '2026-05-13',
  amount: 2400,
  currency: 'EUR',
  category: 'meals',
  merchant: 'Café',
};
const facts: SoftFacts = {
  receipts: 1,
  exchange: { firstDay: '2026-05-12', lastDay: '2026-05-17', currency: 'EUR' },
  lineOf: () => ({ approved: 10_000, left: 500 }),
  people: 4,
  hasFlight: false,
  hasSessions: () => true,
  duplicate: undefined,
};
const declared = { reason: 'Lost', by: people.mentor, side: 'mentor', at: '2026-05-13T09:00:00.000Z' } as const;
const confirmed = { ...declared, confirmed: { by: people.mentee, at: '2026-05-13T10:00:00.000Z' } };
const rate = { value: '0.04', source: 'ECB', day: '2026-05-13' };

const codes = (change: Partial<Expense> = {}, other: Partial<SoftFacts> = {}): CheckCode[] =>
  checksOf({ ...usual, ...change }, { ...facts, ...other }).map(({ code }) => code);

test.each<[string, Partial<Expense>, Partial<SoftFacts>, CheckCode[]]>([
  ['an ordinary lunch', {}, {}, []],
  ['a fee to somebody', { category: 'other', subcategory: 'fee' }, {}, ['fee']],
  ['a fee in one part of a split', { parts: [{ category: 'meals', subcategory: null, amount: 2000, note: '' }, { category: 'other', subcategory: 'fee', amount: 400, note: '' }] }, {}, ['fee']],
  ['business class', { category: 'travel', subcategory: 'flight-business' }, {}, ['business-class']],
  ['no receipt', {}, { receipts: 0 }, ['no-receipt']],
  ['a declaration that nobody has confirmed', { declaration: { ...declared, confirmed: null } }, { receipts: 0 }, ['declaration']],
  ['a confirmed declaration', { declaration: confirmed }, { receipts: 0 }, []],
  ['the first day of the visit', { day: '2026-05-12' }, {}, []],
  ['the day before the visit', { day: '2026-05-11' }, {}, ['outside-visit']],
  ['the day after the visit', { day: '2026-05-18' }, {}, ['outside-visit']],
  ['a ticket bought weeks before', { day: '2026-04-01', category: 'travel', subcategory: 'train' }, {}, []],
  ['a ticket bought weeks after', { day: '2026-06-01', category: 'travel', subcategory: 'train' }, {}, ['outside-days']],
  ['an amount without its rate', { currency: 'CZK', amount: 60_000 }, {}, ['no-rate']],
  ['an amount at its rate', { currency: 'CZK', amount: 60_000, rate }, {}, []],
  ['words for a fee', { note: 'Гонорар лектору' }, {}, ['reads-like-fee']],
  ['words for a dear seat', { merchant: 'LOT Business Class' }, {}, ['reads-like-fee']],
  ['more than is left of the line', {}, { lineOf: () => ({ approved: 1000, left: -1400 }) }, ['over-budget']],
  ['a category without a line', {}, { lineOf: () => undefined }, ['no-budget']],
  ['insurance without a flight', { category: 'insurance' }, {}, ['insurance']],
  ['insurance with a flight', { category: 'insurance' }, { hasFlight: true }, []],
  ['a meal of just 40 euros each', { amount: 16_000 }, {}, []],
  ['a dearer meal', { amount: 16_400 }, {}, ['meal-amount']],
  ['the same among more people', { amount: 16_400, attendeeIds: [people.mentee, people.mentor], guests: 'Ana, Petro, Olena' }, {}, []],
  ['a Saturday with nothing planned', { day: '2026-05-16' }, { hasSessions: () => false }, ['weekend']],
  ['a Saturday of the schedule', { day: '2026-05-16' }, {}, []],
  ['a weekday with nothing planned', {}, { hasSessions: () => false }, []],
  ['the same receipt again', {}, { duplicate: { expenseId: 'x', by: 'file' } }, ['duplicate']],
])('%s', (_what, change, other, expected) => {
  expect(codes(change, other)).toEqual(expected);
}); // biome-ignore format: a table reads better in rows

test('a reason opens the way for a day outside the visit, which the Hub still sees; no reason pays a fee', () => {
  const early = { ...usual, day: '2026-05-11', explanation: 'Groceries for the first morning' };
  expect(obstacles(early, facts)).toEqual([]);
  expect(checksOf(early, facts)).toMatchObject([{ code: 'outside-days', tone: 'amber', explained: true }]);
  const fee = { ...usual, category: 'other', subcategory: 'fee', explanation: 'He asked for it' } as const;
  expect(obstacles(fee, facts)).toHaveLength(1);
});

test('the figures of a check are in the budget’s currency', () => {
  const over = checksOf(usual, { ...facts, lineOf: () => ({ approved: 1000, left: -1400 }) });
  expect(over).toMatchObject([{ code: 'over-budget', amount: 1400 }]);
  const dear = checksOf({ ...usual, currency: 'CZK', amount: 800_000, rate }, facts);
  expect(dear).toMatchObject([{ code: 'meal-amount', amount: 8000 }]);
});

test.each<[string, Partial<Expense>, ReturnType<typeof stateOf>]>([
  ['a photo alone', { amount: null, currency: null, category: null, merchant: '' }, 'draft'],
  ['an amount alone', { category: null, merchant: '' }, 'needs-details'],
  ['all of it', {}, 'ready'],
  ['all of it, but a fee', { category: 'other', subcategory: 'fee' }, 'needs-details'],
  ['something to explain', { note: 'honorarium' }, 'needs-details'],
  ['something explained', { note: 'honorarium', explanation: 'The name of the café' }, 'ready'],
  ['handed in', { submission: { id: newId(), by: people.mentor, at: confirmed.at } }, 'submitted'],
  ['handed in, then emptied', { merchant: '', submission: { id: newId(), by: people.mentor, at: confirmed.at } }, 'needs-details'],
  ['approved', { review: 'approved' }, 'approved'],
  ['asked about', { review: 'queried' }, 'queried'],
  ['rejected', { review: 'rejected' }, 'rejected'],
])('the state of an expense with %s is derived', (_what, change, expected) => {
  const expense = { ...usual, ...change };
  expect(stateOf(expense, checksOf(expense, facts))).toBe(expected);
}); // biome-ignore format: a table reads better in rows
