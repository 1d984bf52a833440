import { describe, expect, test } from 'vitest';
import type { Expense } from '#domain/expense/schema.ts';
import { idMaker, sampleExpense } from '#tests/fixtures.ts';
import {
  type Draft,
  type FormSetting,
  fieldsOf,
  parseRate,
  readForm,
  shownFields,
  touchedFields,
} from './expense-form-fields.ts';

const newId = idMaker(0xef);
const setting: FormSetting = {
  budget: 'EUR',
  usualCurrency: 'CZK',
  usualDay: '2026-05-12',
  typed: (decimal: string) => decimal.replace('.', ','),
};
const rate = { value: '0.0405', source: 'ECB', day: '2026-05-12' };
const full: Expense = {
  ...sampleExpense(newId()),
  day: '2026-05-12',
  amount: 42050,
  currency: 'CZK',
  rate,
  category: 'meals',
  merchant: 'Kavárna',
};

function read(expense: Expense, draft: Draft) {
  return readForm(expense, shownFields(fieldsOf(expense, setting), draft), draft, setting);
}

describe('the form of an expense', () => {
  test('changes nothing when nothing is touched', () => {
    expect(read(full, {})).toEqual({ changes: {}, errors: {} });
  });

  test('gives only what has become different', () => {
    expect(read(full, { merchant: 'Kavárna Trojka', note: '' }).changes).toEqual({ merchant: 'Kavárna Trojka' });
    expect(read(full, { amount: '420,50' }).changes).toEqual({});
  });

  test('of a new expense saves the date that it shows, and a currency only with an amount', () => {
    expect(read(sampleExpense(newId()), {}).changes).toEqual({ day: '2026-05-12' });
    const changes = { day: '2026-05-12', amount: 12000, currency: 'CZK', rate: null };
    expect(read(sampleExpense(newId()), { amount: '120' }).changes).toEqual(changes);
  });

  test('takes a new rate as of the expense’s day, and drops the rate of another currency', () => {
    expect(read(full, { rate: ',041', day: '2026-05-13' }).changes).toEqual({
      day: '2026-05-13',
      amount: 42050,
      currency: 'CZK',
      rate: { value: '0.041', source: 'ECB', day: '2026-05-13' },
    });
    const dropped = { amount: 42050, rate: null };
    expect(read(full, { currency: 'EUR' }).changes).toEqual({ ...dropped, currency: 'EUR' });
    expect(read(full, { currency: 'PLN', rate: '', rateSource: '' }).changes).toEqual({ ...dropped, currency: 'PLN' });
  });

  test('sends amount, currency and rate together, or none when one can’t be read', () => {
    expect(read(full, { amount: '460' }).changes).toEqual({ amount: 46000, currency: 'CZK', rate });
    expect(read(full, { amount: '460', rate: 'x', note: 'lunch' }).changes).toEqual({ note: 'lunch' });
  });

  test('an amount that is being typed keeps the currency it was typed in, whatever another phone chooses', () => {
    const base = fieldsOf(full, setting);
    const draft = touchedFields({ amount: '460' }, base, base);
    expect(draft).toEqual({ amount: '460', currency: 'CZK', parts: [], rate: '0,0405', rateSource: 'ECB' });
    const other: Expense = { ...full, amount: 1850, currency: 'EUR', rate: null };
    expect(read(other, draft).changes).toMatchObject({ amount: 46000, currency: 'CZK', rate: { value: '0.0405' } });
    const back = touchedFields({ amount: '420,50' }, shownFields(base, draft), base);
    expect(Object.values(back).filter((value) => value !== undefined)).toEqual([]);
    expect(touchedFields({ note: 'x' }, base, base)).toEqual({ note: 'x' });
  });

  test('names what can’t be read and changes neither that field', () => {
    const { changes, errors } = read(full, { amount: 'about 400', rate: '0', note: 'lunch' });
    expect(errors).toEqual({ amount: true, rate: true });
    expect(changes).toEqual({ note: 'lunch' });
  });

  test('empties a field that was emptied', () => {
    expect(read(full, { amount: '', category: '', day: '' }).changes).toEqual({
      amount: null,
      currency: 'CZK',
      rate,
      category: null,
      day: null,
    });
  });
});

test.each([
  ['0.0405', '0.0405'],
  [' 0,0405 ', '0.0405'],
  ['.5', '0.5'],
  ['24', '24'],
  ['0', undefined],
  ['-1', undefined],
  ['1,2,3', undefined],
  ['x', undefined],
])('the rate “%s” is read as %s', (text, value) => {
  expect(parseRate(text)).toBe(value);
});
