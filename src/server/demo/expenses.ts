import { addDays, daysBetween } from '#domain/days.ts';
import type { Currency } from '#domain/expense/money.ts';
import type { Category, Expense, Rate } from '#domain/expense/schema.ts';
import type { Quote } from '#domain/rates/schema.ts';
import type { Verdict } from '#domain/review/schema.ts';
import { by, instantAt, type SampleCall, type SampleInput } from './calls.ts';
import type { ImageName } from './images.ts';
import type { SamplePeople } from './people.ts';

/** What the Hub approved, in cents of the budget's euros. The first three are local hosting, paid in advance. */
const approved: readonly (readonly [Category, number])[] = [
  ['meals', 280_00],
  ['local-transport', 70_00],
  ['meeting-room', 150_00],
  ['travel', 640_00],
  ['accommodation', 520_00],
  ['insurance', 36_00],
];
const advanceCents = 500_00;

type Spending = Pick<Expense, 'merchant' | 'note' | 'paidBy'> & {
  readonly image: ImageName;
  readonly by: keyof SamplePeople;
  /** Days from today. */
  readonly day: number;
  readonly time: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: Currency;
  /** None: the euro needs none, or it has not been looked up yet. */
  readonly rate?: Pick<Rate, 'value' | 'source'>;
  /** None: a photo whose details follow later. */
  readonly category?: Category;
  /** What the Hub has said to it by now; nothing to most. */
  readonly review?: { readonly verdict: Verdict; readonly words: string };
};

const koruna = { value: '0.0411', source: 'ECB' };

const spendings: readonly Spending[] = [
  {
    image: 'taxi-chisinau',
    by: 'mentee',
    day: -2,
    time: '04:41',
    amount: 185_00,
    currency: 'MDL',
    rate: { value: '0.0508', source: 'bank statement' },
    category: 'travel',
    merchant: 'Taxi Exemplu SRL, Chișinău',
    note: 'Taxi to the airport at night; approved by the Hub beforehand, no bus runs at that hour.',
    paidBy: 'visitor',
    review: { verdict: 'queried', words: 'Approved, yes. The receipt shows two fares: which one is yours?' },
  },
  {
    image: 'tram-tickets',
    by: 'mentor',
    day: -1,
    time: '08:44',
    amount: 360_00,
    currency: 'CZK',
    rate: koruna,
    category: 'local-transport',
    merchant: 'Městská doprava',
    note: 'Four 24-hour tickets, hotel and venue.',
    paidBy: 'host',
    review: { verdict: 'approved', words: '' },
  },
  {
    image: 'cafe-brno',
    by: 'leadMentor',
    day: -1,
    time: '13:02',
    amount: 1196_00,
    currency: 'CZK',
    rate: koruna,
    category: 'meals',
    merchant: 'Bistro Prázdná stránka',
    note: 'Lunch for both teams on the first day.',
    paidBy: 'host',
  },
  {
    image: 'room-invoice',
    by: 'leadMentor',
    day: -1,
    time: '17:40',
    amount: 145_20,
    currency: 'EUR',
    category: 'meeting-room',
    merchant: 'Dílna Dvanáct s.r.o.',
    note: 'Room Loft for two days, with projector. Invoice 2600417.',
    paidBy: 'host',
  },
  {
    image: 'bakery',
    by: 'mentor',
    day: 0,
    time: '08:20',
    amount: 366_00,
    currency: 'CZK',
    category: 'meals',
    merchant: 'Pekárna U Kvásku',
    note: 'Breakfast for the morning’s co-working.',
    paidBy: 'host',
  },
  {
    image: 'supermarket',
    by: 'leadMentor',
    day: 0,
    time: '12:14',
    amount: 606_00,
    currency: 'CZK',
    rate: koruna,
    merchant: 'Potraviny Na Rohu',
    note: '',
    paidBy: 'host',
  },
];

/** Before the visit: what the Hub approved and paid in advance. */
export function budgetCalls({ today, newId }: SampleInput, { hub }: SamplePeople): SampleCall[] {
  return [
    ...approved.map(([category, cents]) => by(hub, 'budget.approve', { id: newId(), category, approved: cents })),
    by(hub, 'advance.record', { id: newId(), amount: advanceCents, currency: 'EUR', receivedOn: addDays(today, -12) }),
  ];
}

/** During it: six spendings in three currencies, each with its receipt. */
export function expenseCalls(input: SampleInput, people: SamplePeople): SampleCall[] {
  return spendings.flatMap((spending) => {
    const author = people[spending.by];
    const day = addDays(input.today, spending.day);
    const made = { createdBy: author.id, createdAt: instantAt(day, spending.time, input.now) };
    const expenseId = input.newId();
    const { image, amount, currency, rate, category, merchant, note, paidBy } = spending;
    const expense: Expense = {
      id: expenseId,
      day,
      amount,
      currency,
      rate: rate ? { ...rate, day: lastPublished(day) } : null,
      category: category ?? null,
      merchant,
      note,
      paidBy,
      ...made,
      deletedAt: null,
    };
    return [
      by(author, 'expense.add', expense),
      by(author, 'receipt.add', { id: input.newId(), expenseId, order: 'V', ...input.files[image], ...made }),
      ...reviewCalls(input, people, expenseId, spending),
    ];
  });
}

/** What stands for the banks' figures in the sample: made up, and of the same size as real ones. */
export function sampleRates(today: string): Quote[] {
  return daysBetween(addDays(today, -20), today)
    .filter((day) => lastPublished(day) === day)
    .flatMap((day, index): Quote[] => [
      { source: 'ECB', from: 'EUR', to: 'CZK', day, value: (24.28 + (index % 5) * 0.013).toFixed(3) },
      { source: 'BNM', from: 'EUR', to: 'MDL', day, value: (19.71 + (index % 4) * 0.0211).toFixed(4) },
    ]);
}

/** The Hub's word about an expense, this morning, when it had its receipt. */
function reviewCalls(input: SampleInput, { hub }: SamplePeople, expenseId: string, { review }: Spending): SampleCall[] {
  if (!review) return [];
  const said = { id: input.newId(), by: hub.id, at: instantAt(input.today, '08:35', input.now) };
  return [by(hub, 'expense.review', { ...said, ...review, expenseId, revision: 1 })];
}

/** The last working day up to a day: banks publish no rate at the weekend, so the one before counts. */
function lastPublished(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, weekday === 0 ? -2 : weekday === 6 ? -1 : 0);
}
