import { expect, test } from 'vitest';
import { idMaker, sampleExpense } from '#tests/fixtures.ts';
import type { Advance, BudgetLine, Category, Expense } from './schema.ts';
import { advanceTotals, budgetAmount, budgetTotals, missingDetails, needsRate } from './totals.ts';

const newId = idMaker(0x707);
const rate = (value: string) => ({ value, source: 'bank', day: '2026-05-12' });
const spending = (change: Partial<Expense>): Expense => ({ ...sampleExpense(newId()), ...change });
const line = (category: Category, approved: number): BudgetLine => ({ id: newId(), category, approved });
const advance = (amount: number, currency: Advance['currency']): Advance => ({
  id: newId(),
  amount,
  currency,
  receivedOn: '2026-05-01',
});

test('a photo alone lacks every detail; what is blank is missing too', () => {
  expect(missingDetails(spending({}))).toEqual(['amount', 'day', 'category', 'merchant']);
  const almost = spending({ amount: 0, currency: 'CZK', day: '2026-05-12', category: 'meals', merchant: '  ' });
  expect(missingDetails(almost)).toEqual(['merchant']);
  expect(missingDetails({ ...almost, merchant: 'Кав’ярня' })).toEqual([]);
});

test('an expense counts at its own rate, and without one not at all', () => {
  expect(budgetAmount(spending({ amount: 10000, currency: 'CZK', rate: rate('0.0405') }), 'EUR')).toBe(405);
  expect(budgetAmount(spending({ amount: 1250, currency: 'EUR' }), 'EUR')).toBe(1250);
  const bare = spending({ amount: 10000, currency: 'CZK' });
  expect(budgetAmount(bare, 'EUR')).toBeUndefined();
  expect(needsRate(bare, 'EUR')).toBe(true);
  expect(needsRate(spending({ currency: 'CZK' }), 'EUR')).toBe(false);
});

test('approved, spent, waiting and left, whole and by category', () => {
  const expenses = [
    spending({ amount: 2000, currency: 'EUR', category: 'meals' }),
    spending({ amount: 100000, currency: 'CZK', category: 'meals', rate: rate('0.04') }),
    spending({ amount: 85000, currency: 'CZK', category: 'local-transport' }),
    spending({ amount: 500, currency: 'EUR' }),
    spending({ category: 'meals' }),
    spending({ amount: 99999, currency: 'EUR', category: 'meals', deletedAt: '2026-05-12T10:00:00.000Z' }),
  ];
  const totals = budgetTotals(expenses, [line('meals', 5000), line('meeting-room', 10000)], 'EUR');
  expect(totals).toMatchObject({ approved: 15000, spent: 6500, left: 8500 });
  expect(totals.waiting).toEqual({ details: 1, rates: 1, amounts: { CZK: 85000 } });
  expect(totals.lines.map(({ category, approved, spent, left }) => ({ category, approved, spent, left }))).toEqual([
    { category: 'meals', approved: 5000, spent: 6000, left: -1000 },
    { category: 'local-transport', approved: 0, spent: 0, left: 0 },
    { category: 'meeting-room', approved: 10000, spent: 0, left: 10000 },
    { category: null, approved: 0, spent: 500, left: -500 },
  ]);
});

test('without budget and expenses there is nothing, and no line', () => {
  const waiting = { details: 0, rates: 0, amounts: {} };
  expect(budgetTotals([], [], 'EUR')).toEqual({ approved: 0, spent: 0, left: 0, waiting, lines: [] });
});

test('the advance counts what the host paid for hosting, and nothing that the Hub pays or others paid', () => {
  const expenses = [
    spending({ amount: 2000, currency: 'EUR', category: 'meals' }),
    spending({ amount: 300, currency: 'EUR' }),
    spending({ amount: 7777, currency: 'EUR', category: 'accommodation' }),
    spending({ amount: 7777, currency: 'EUR', category: 'meals', paidBy: 'visitor' }),
    spending({ amount: 50000, currency: 'CZK', category: 'meals' }),
    spending({}),
  ];
  expect(advanceTotals(expenses, [advance(40000, 'EUR'), advance(10000, 'EUR')], 'EUR')).toEqual([
    { currency: 'EUR', received: 50000, spent: 2300, waiting: 2, left: 47700 },
  ]);
});

test('an advance in the host’s currency is settled in it, without any rate', () => {
  const expenses = [
    spending({ amount: 50000, currency: 'CZK', category: 'meals' }),
    spending({ amount: 1000, currency: 'EUR', category: 'meals' }),
  ];
  expect(advanceTotals(expenses, [advance(200000, 'CZK')], 'EUR')).toEqual([
    { currency: 'CZK', received: 200000, spent: 50000, waiting: 1, left: 150000 },
  ]);
});
