import { describe, expect, test } from 'vitest';
import {
  idMaker,
  instant,
  people,
  sampleBooking,
  sampleExchange,
  sampleExpense,
  sampleObjective,
} from '#tests/fixtures.ts';
import type { Area } from '../plan/schema.ts';
import { exchangeFigures, exchangeFiguresSchema, type FigureRows } from './exchange-figures.ts';
import { type CountedExchange, finishedBefore, programmeFigures } from './programme-figures.ts';

const newId = idMaker(0xf6);
const person = { name: 'A', community: '', username: '', lead: false };
const action = { order: 'V', what: 'Call', who: '', due: null, note: '' };
const eur = (amount: number, more: object) => ({
  ...sampleExpense(newId()),
  amount,
  currency: 'EUR' as const,
  ...more,
});

const rows: FigureRows = {
  exchange: sampleExchange,
  participants: [
    { ...person, id: people.mentee, role: 'mentee' },
    { ...person, id: newId(), role: 'mentee' },
    { ...person, id: people.mentor, role: 'mentor' },
    { ...person, id: people.hub, role: 'hub' },
  ],
  objectives: [
    { ...sampleObjective(newId()), state: 'achieved', area: 'education' },
    { ...sampleObjective(newId()), state: 'partly', area: 'education' },
    { ...sampleObjective(newId()), state: 'not-achieved', area: 'glam' },
    { ...sampleObjective(newId()), state: 'planned' },
  ],
  actions: [
    { ...action, id: newId(), done: true },
    { ...action, id: newId(), done: false },
  ],
  expenses: [
    eur(1000, { category: 'meals', review: 'approved' }),
    eur(300, { category: null, review: 'approved' }),
    eur(2000, { category: 'meals' }),
    eur(4000, { category: 'meals', review: 'queried' }),
    eur(8000, { category: 'meals', review: 'rejected' }),
    eur(16_000, { category: 'meals', review: 'approved', deletedAt: instant }),
    { ...eur(500, { category: 'meals', review: 'approved' }), currency: 'CZK' },
  ],
  bookings: [
    { ...sampleBooking(newId()), state: 'booked', cost: 9000 },
    { ...sampleBooking(newId()), state: 'planned', cost: 7000 },
    { ...sampleBooking(newId()), kind: 'lodging', state: 'cancelled', cost: 2500 },
  ],
};

describe('the figures of one exchange', () => {
  const figures = exchangeFigures(rows);

  test('count its people by side, its days, and what became of objectives and action items', () => {
    expect(figures).toMatchObject({
      areas: ['education', 'glam'],
      mentees: 2,
      mentors: 1,
      days: 3,
      objectives: { total: 4, achieved: 1, partly: 1, notAchieved: 1 },
      actions: { total: 2, done: 1 },
    });
  });

  test('count as spent what the Hub has approved or pays, and nothing that is rejected, deleted or only planned', () => {
    expect(figures.spent).toEqual({ meals: 1000, other: 300, travel: 9000, accommodation: 2500 });
    expect(figures.undecided).toEqual({ meals: 6000 });
  });

  test('fit the shape in which they travel', () => {
    expect(exchangeFiguresSchema.parse(JSON.parse(JSON.stringify(figures)))).toEqual(figures);
  });
});

function counted(
  changes: Partial<CountedExchange>,
  own: { areas?: Area[]; spent?: Record<string, number> } = {},
): CountedExchange {
  const { format, hostZone, firstDay, lastDay } = sampleExchange;
  const figures = { ...exchangeFigures(rows), ...own };
  return { id: newId(), format, hostZone, firstDay, lastDay, currency: 'EUR', figures, ...changes };
}

describe('the figures of the programme', () => {
  const exchanges = [
    counted({}),
    counted({ firstDay: '2025-12-30', lastDay: '2026-01-02', hostZone: 'Asia/Tbilisi' }, { areas: ['glam'] }),
    counted(
      { currency: 'PLN', hostZone: 'Mars/Olympus', format: 'mentor-travels' },
      { areas: [], spent: { meals: 70_000 } },
    ),
  ];

  test('an exchange counts in the year in which its visit began', () => {
    const { rows: years, total } = programmeFigures(exchanges, 'year');
    expect(years.map(({ key, exchanges: number }) => [key, number])).toEqual([
      ['2025', 1],
      ['2026', 2],
    ]);
    expect(total).toMatchObject({ exchanges: 3, people: 9, days: 9, objectives: { total: 12, achieved: 3 } });
  });

  test('one with two areas stands in both rows, and once in the total', () => {
    const { rows: topics, total } = programmeFigures(exchanges, 'topic');
    expect(topics.map(({ key, exchanges: number }) => [key, number])).toEqual([
      ['education', 1],
      ['glam', 2],
      ['', 1],
    ]);
    expect(total.exchanges).toBe(3);
  });

  test('a country is that of the host’s zone; one that is not known stands last, without a name', () => {
    expect(programmeFigures(exchanges, 'country').rows.map(({ key }) => key)).toEqual(['CZ', 'GE', '']);
    expect(programmeFigures(exchanges, 'format').rows.map(({ key }) => key)).toEqual([
      'mentee-travels',
      'mentor-travels',
    ]);
  });

  test('amounts of different currencies are never added up', () => {
    const { money } = programmeFigures(exchanges, 'year').total;
    expect(money.map(({ currency, total }) => [currency, total])).toEqual([
      ['EUR', 25_600],
      ['PLN', 70_000],
    ]);
    expect(money[0]?.spent.travel).toBe(18_000);
  });

  test('no exchange gives no rows, and a total of nothing', () => {
    expect(programmeFigures([], 'year')).toMatchObject({ rows: [], total: { exchanges: 0, money: [] } });
  });

  test('a visit is over the day after its last', () => {
    expect(finishedBefore(exchanges, '2026-05-14')).toHaveLength(1);
    expect(finishedBefore(exchanges, '2026-05-15')).toHaveLength(3);
  });
});
