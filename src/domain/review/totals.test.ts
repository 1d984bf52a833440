import { expect, test } from 'vitest';
import { idMaker, instant, sampleExpense } from '#tests/fixtures.ts';
import { advanceTotals, budgetTotals } from '../expense/totals.ts';
import { reviewTotals } from './totals.ts';

const newId = idMaker(0x70);
const eur = (amount: number, more: object = {}) => ({
  ...sampleExpense(newId()),
  amount,
  currency: 'EUR' as const,
  category: 'meals' as const,
  ...more,
});

const expenses = [
  eur(1000),
  eur(2000, { review: 'queried' }),
  eur(4000, { review: 'approved' }),
  eur(8000, { review: 'rejected' }),
  eur(16_000, { review: 'approved', deletedAt: instant }),
  { ...eur(500, { review: 'approved' }), currency: 'CZK' as const },
];

test('each expense is in one share, and one without a rate is counted without a guess', () => {
  const totals = reviewTotals(expenses, 'EUR');
  expect(totals.waiting).toEqual({ count: 1, amount: 1000, uncounted: 0 });
  expect(totals.queried).toEqual({ count: 1, amount: 2000, uncounted: 0 });
  expect(totals.approved).toEqual({ count: 2, amount: 4000, uncounted: 1 });
  expect(totals.rejected).toEqual({ count: 1, amount: 8000, uncounted: 0 });
});

test('what the Hub has rejected is neither spent of the budget nor taken from the advance', () => {
  expect(budgetTotals(expenses, [], 'EUR').spent).toBe(7000);
  const advance = { id: newId(), amount: 10_000, currency: 'EUR' as const, receivedOn: '2026-05-01' };
  expect(advanceTotals(expenses, [advance], 'EUR')[0]?.spent).toBe(7000);
});
