import { describe, expect, test } from 'vitest';
import { seededRandom } from '#tests/fixtures.ts';
import { convertMinor } from '../expense/money.ts';
import { rateValueSchema } from '../expense/money-schema.ts';
import { findRate } from './find-rate.ts';
import { decimalOf, inverse, ratioOf } from './ratio.ts';
import { type Quote, seriesOf } from './schema.ts';

const quote = (source: string, from: Quote['from'], to: Quote['to'], day: string, value: string): Quote => ({
  source,
  from,
  to,
  day,
  value,
});

const published = seriesOf([
  quote('ECB', 'EUR', 'CZK', '2026-05-13', '24.32'),
  quote('ECB', 'EUR', 'CZK', '2026-05-12', '24.315'),
  quote('ECB', 'EUR', 'PLN', '2026-05-13', '4.2513'),
  quote('NBP', 'EUR', 'PLN', '2026-05-13', '4.2525'),
  quote('NBP', 'RSD', 'PLN', '2026-05-06', '0.0363'),
  quote('NBU', 'EUR', 'UAH', '2026-05-13', '50.1234'),
]);

describe('the rate of a day', () => {
  test.each([
    ['as it is quoted', '2026-05-13', 'EUR', 'CZK', { value: '24.32', source: 'ECB', day: '2026-05-13' }],
    [
      'turned, where it is quoted the other way',
      '2026-05-13',
      'CZK',
      'EUR',
      { value: '0.0411184211', source: 'ECB', day: '2026-05-13' },
    ],
    [
      'of the day asked for, not the newest',
      '2026-05-12',
      'EUR',
      'CZK',
      { value: '24.315', source: 'ECB', day: '2026-05-12' },
    ],
    [
      'the last one before a day without any',
      '2026-05-17',
      'EUR',
      'CZK',
      { value: '24.32', source: 'ECB', day: '2026-05-13' },
    ],
    [
      'crossed by the euro',
      '2026-05-13',
      'CZK',
      'UAH',
      { value: '2.0609950658', source: 'ECB / NBU', day: '2026-05-13' },
    ],
    [
      'crossed by the złoty, as old as its older part',
      '2026-05-13',
      'RSD',
      'EUR',
      { value: '0.0085385647', source: 'NBP / ECB', day: '2026-05-06' },
    ],
    [
      'fixed by law, with no bank asked',
      '2026-05-13',
      'EUR',
      'BAM',
      { value: '1.95583', source: 'CBBH', day: '2026-05-13' },
    ],
    [
      'of the lev, in its last year',
      '2025-12-31',
      'BGN',
      'EUR',
      { value: '0.5112918812', source: 'BNB', day: '2025-12-31' },
    ],
  ] as const)('%s', (_, day, from, to, rate) => {
    expect(findRate(published, day, from, to)).toEqual(rate);
  });

  test.each([
    ['before anything was published', '2026-05-11', 'EUR', 'CZK'],
    ['too long after the last figure', '2026-05-24', 'EUR', 'CZK'],
    ['of a currency that was given up', '2026-01-01', 'BGN', 'EUR'],
    ['that nobody publishes', '2026-05-13', 'GEL', 'EUR'],
  ] as const)('is not known %s', (_, day, from, to) => {
    expect(findRate(published, day, from, to)).toBeUndefined();
  });

  test('is found in nothing, where no rates have come', () => {
    expect(findRate([], '2026-05-13', 'CZK', 'EUR')).toBeUndefined();
  });
});

test('a rate is always one that an expense can keep, and turned twice it is the same', () => {
  const seed = 11;
  const random = seededRandom(seed);
  for (let round = 0; round < 2000; round += 1) {
    const text = (10 ** (random() * 7 - 3)).toFixed(6);
    if (!rateValueSchema.safeParse(text).success) continue;
    const there = decimalOf(ratioOf(text));
    expect(there && rateValueSchema.safeParse(there).success, `${text}, seed ${seed}`).toBe(true);
    expect(Number(decimalOf(inverse(inverse(ratioOf(text))))), `${text}, seed ${seed}`).toBeCloseTo(Number(text), 6);
  }
});

test('an amount converted there and back differs by less than its smallest units are worth', () => {
  const random = seededRandom(12);
  for (let round = 0; round < 500; round += 1) {
    const amount = Math.floor(random() * 1_000_000);
    const there = findRate(published, '2026-05-13', 'CZK', 'EUR')?.value ?? '';
    const back = findRate(published, '2026-05-13', 'EUR', 'CZK')?.value ?? '';
    const euros = convertMinor(amount, 'CZK', there, 'EUR');
    expect(Math.abs(convertMinor(euros, 'EUR', back, 'CZK') - amount)).toBeLessThanOrEqual(13);
  }
});
