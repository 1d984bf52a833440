import { expect, test } from 'vitest';
import { idMaker, sampleExpense, seededRandom } from '#tests/fixtures.ts';
import { type Currency, currencies } from './money.ts';
import { budgetPortions, partsAddUp, portionsOf, shareOut } from './parts.ts';
import { categories, type Expense, type ExpensePart } from './schema.ts';
import { budgetAmount, budgetTotals, missingDetails } from './totals.ts';

const newId = idMaker(0x9a7);
const seed = Date.now() % 1_000_000;
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const part = (category: ExpensePart['category'], amount: number): ExpensePart => {
  return { category, subcategory: null, amount, note: '' };
};

function randomSplit(random: () => number): Expense {
  const pick = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T;
  const count = 2 + Math.floor(random() * 8);
  const parts = Array.from({ length: count }, () =>
    part(pick(categories), 1 + Math.floor(random() * 10 ** (1 + random() * 7))),
  );
  const currency: Currency = pick(currencies);
  const value = (10 ** (random() * 6 - 4)).toFixed(10);
  const rate = currency === 'EUR' ? null : { value, source: 'ECB', day: '2026-05-12' };
  return { ...sampleExpense(newId()), amount: sum(parts.map(({ amount }) => amount)), currency, rate, parts };
}

test('what is shared out comes to exactly the total, and no share is further than one unit from its exact part', () => {
  const random = seededRandom(seed);
  for (let round = 0; round < 2000; round += 1) {
    const weights = Array.from({ length: 1 + Math.floor(random() * 12) }, () => Math.floor(random() * 1e9));
    const total = Math.floor(random() * 1e12);
    const shares = shareOut(total, weights);
    const about = `seed ${seed}, round ${round}`;
    expect(sum(shares), about).toBe(total);
    const whole = sum(weights);
    for (const [index, share] of shares.entries()) {
      const exact = whole === 0 ? share : (total / whole) * (weights[index] ?? 0);
      expect(Math.abs(share - exact), about).toBeLessThanOrEqual(1.01);
    }
  }
});

test('a split receipt comes to the same in the budget as it would whole, in any currency at any rate', () => {
  const random = seededRandom(seed);
  for (let round = 0; round < 1000; round += 1) {
    const expense = randomSplit(random);
    const portions = budgetPortions(expense, 'EUR') ?? [];
    const about = `seed ${seed}, round ${round}`;
    expect(sum(portionsOf(expense).map(({ amount }) => amount)), about).toBe(expense.amount);
    expect(sum(portions.map(({ amount }) => amount)), about).toBe(budgetAmount(expense, 'EUR'));
    const totals = budgetTotals([expense], [], 'EUR');
    expect(sum(totals.lines.map(({ spent }) => spent)), about).toBe(totals.spent);
  }
});

test('each part of a receipt counts under its own category', () => {
  const parts = [part('meals', 1000), part('local-transport', 500)];
  const expense: Expense = { ...sampleExpense(newId()), amount: 1500, currency: 'EUR', parts };
  const { lines } = budgetTotals([expense], [], 'EUR');
  expect(lines.map(({ category, spent }) => [category, spent])).toEqual([
    ['meals', 1000],
    ['local-transport', 500],
  ]);
});

test('parts that another phone has left behind ask to be looked at, and count as a whole meanwhile', () => {
  const parts = [part('meals', 1000), part('local-transport', 500)];
  const expense: Expense = { ...sampleExpense(newId()), amount: 1600, currency: 'EUR', parts };
  expect(partsAddUp(expense)).toBe(false);
  expect(missingDetails(expense)).toContain('split');
  expect(portionsOf(expense)).toEqual([{ category: null, subcategory: null, amount: 1600, note: '' }]);
});
