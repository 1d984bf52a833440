import { expect, test } from 'vitest';
import { idMaker, people, sampleExpense, seededRandom } from '#tests/fixtures.ts';
import type { Slip } from '../slip/schema.ts';
import { rateOfSlip, slipRateFor } from '../slip/slip-rate.ts';
import type { Advance, BudgetLine, Expense } from './schema.ts';
import { isFinal, settle } from './settlement.ts';

const newId = idMaker(0x5e7);
const advance = (change: Partial<Advance> = {}): Advance => {
  return { id: newId(), amount: 50_000, currency: 'EUR', receivedOn: '2026-05-01', ...change };
};
const paid = (amount: number, change: Partial<Expense> = {}): Expense => ({
  ...sampleExpense(newId()),
  day: '2026-05-12',
  amount,
  currency: 'EUR',
  category: 'meals',
  merchant: 'Café',
  review: 'approved',
  ...change,
});
const meals: BudgetLine = { id: newId(), category: 'meals', approved: 60_000 };
const settled = (expenses: Expense[], more: Partial<Parameters<typeof settle>[0]> = {}) =>
  settle({ expenses, advances: [advance()], slips: [], budget: [meals], currency: 'EUR', ...more });

test('what is left of the advance goes back', () => {
  expect(settled([paid(42_000)])).toMatchObject({ received: 50_000, spent: 42_000, toReturn: 8000, owed: 0 });
});

test('what was spent beyond the advance is owed up to the approved budget, and no further', () => {
  expect(settled([paid(57_000)])).toMatchObject({ toReturn: 0, owed: 7000, beyondBudget: 0 });
  expect(settled([paid(64_000)])).toMatchObject({ owed: 10_000, beyondBudget: 4000 });
});

test('only approved spending of the advance counts; the rest is said to be open or somebody else’s', () => {
  const result = settled([
    paid(1000),
    paid(2000, { review: 'waiting' }),
    paid(4000, { review: 'rejected' }),
    paid(8000, { payerId: people.mentor }),
    paid(16_000, { paidBy: 'hub' }),
    paid(500, { category: 'travel' }),
  ]);
  expect(result).toMatchObject({ spent: 1000, undecided: 1, owedToPeople: [{ payerId: people.mentor, amount: 8000 }] });
  expect(isFinal(result)).toBe(false);
});

test('an approved expense without a rate is counted as such, and keeps the settlement open', () => {
  const result = settled([paid(100_000, { currency: 'CZK' })]);
  expect(result).toMatchObject({ spent: 0, unconverted: 1 });
  expect(isFinal(result)).toBe(false);
});

test('the exchange at a worse rate than the published one is a loss on a line of its own', () => {
  const cash = advance();
  // 500 EUR for 12,000 CZK: 0.0416666667; the ECB said 0.04.
  const slip: Slip = { id: newId(), advanceId: cash.id, given: 50_000, got: 1_200_000, currency: 'CZK', day: '2026-05-11', place: '', createdBy: people.mentor, createdAt: '2026-05-11T09:00:00.000Z' }; // biome-ignore format: the slip is told above
  const ecb = { value: '0.04', source: 'ECB', day: '2026-05-12' };
  const lunch = paid(240_000, { currency: 'CZK', rate: ecb });
  const result = settled([lunch], { advances: [cash], slips: [slip] });
  expect(rateOfSlip(slip, 'EUR')?.value).toBe('0.0416666667');
  expect(result).toMatchObject({ spent: 9600, currencyLoss: 400, balance: 40_000, toReturn: 40_000 });
  const atSlip = slipRateFor(lunch, { advances: [cash], slips: [slip], currency: 'EUR' }) ?? null;
  expect(settled([{ ...lunch, rate: atSlip }], { advances: [cash], slips: [slip] })).toMatchObject({ spent: 10_000, currencyLoss: 0, toReturn: 40_000 }); // biome-ignore format: beside the case above
});

test('an advance in the money of the place counts at the rate of its day', () => {
  const koruna = advance({
    amount: 1_200_000,
    currency: 'CZK',
    rate: { value: '0.04', source: 'ECB', day: '2026-05-01' },
  });
  const lunch = paid(100_000, { currency: 'CZK', rate: { value: '0.041', source: 'ECB', day: '2026-05-12' } });
  expect(settled([lunch], { advances: [koruna] })).toMatchObject({ received: 48_000, spent: 4100, currencyLoss: -100, toReturn: 44_000 }); // biome-ignore format: one line tells the sum
  expect(settled([], { advances: [advance({ currency: 'CZK' })] })).toMatchObject({
    received: 0,
    uncountedAdvances: 1,
  });
});

test('nothing is made or lost: received is what was spent, the difference of the exchange, and what is left or lacking', () => {
  const seed = Date.now() % 1_000_000;
  const random = seededRandom(seed);
  for (let round = 0; round < 300; round += 1) {
    const expenses = Array.from({ length: 1 + Math.floor(random() * 20) }, () => {
      const rate = { value: (random() / 10 + 0.01).toFixed(6), source: 'x', day: '2026-05-12' };
      return paid(Math.floor(random() * 1e6), random() < 0.5 ? {} : { currency: 'CZK', rate });
    });
    const result = settled(expenses, { advances: [advance({ amount: Math.floor(random() * 1e6) })] });
    const about = `seed ${seed}, round ${round}`;
    const { received, spent, currencyLoss, toReturn, owed, beyondBudget, lines } = result;
    expect(received - spent - currencyLoss, about).toBe(toReturn - owed - beyondBudget);
    expect(
      lines.reduce((sum, line) => sum + line.spent, 0),
      about,
    ).toBe(spent);
    expect(settled(expenses.toReversed(), { advances: [advance({ amount: received })] }), about).toEqual(result);
  }
});
