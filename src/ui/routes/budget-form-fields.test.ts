import { expect, test } from 'vitest';
import { advanceToFields, readAdvance } from './budget-form-fields.ts';

const fields = { amount: '5 000', currency: 'CZK', receivedOn: '2026-05-04', note: '' } as const;
const offered = { value: '0.0401', source: 'ECB', day: '2026-05-02' };
const money = { budget: 'EUR', known: undefined, offered } as const;

test('an advance in another currency keeps its rate with source and day, as published or as typed', () => {
  expect(readAdvance({ ...fields, rate: '0,0401', rateSource: 'ECB' }, money).row?.rate).toEqual(offered);
  expect(readAdvance({ ...fields, rate: '.041', rateSource: ' bank ' }, money).row?.rate).toEqual({
    value: '0.041',
    source: 'bank',
    day: '2026-05-04',
  });
});

test('the rate may come later, but what is no rate is said', () => {
  expect(readAdvance({ ...fields, rate: ' ', rateSource: '' }, money).row).toMatchObject({ amount: 500_000 });
  expect(readAdvance({ ...fields, rate: 'abc', rateSource: '' }, money)).toEqual({ errors: { rate: true } });
});

test('what is recorded again for another field keeps the rate that was there', () => {
  const known = { value: '0.0399', source: 'Wise', day: '2026-05-01' };
  const stored = { id: 'a', amount: 500_000, currency: 'CZK', receivedOn: '2026-05-04', rate: known } as const;
  const shown = advanceToFields(stored, 'EUR', ',');
  expect(shown.rate).toBe('0,0399');
  expect(readAdvance({ ...shown, note: 'x' }, { ...money, known }).row?.rate).toEqual(known);
});
