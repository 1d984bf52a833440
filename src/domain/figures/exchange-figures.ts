import * as z from 'zod/mini';
import type { Booking, BookingKind } from '../booking/schema.ts';
import { daysBetween } from '../days.ts';
import type { Exchange, Participant } from '../exchange/schema.ts';
import { type Category, categories, type Expense } from '../expense/schema.ts';
import { budgetAmount } from '../expense/totals.ts';
import { areas, type Objective } from '../plan/schema.ts';
import type { ActionItem } from '../report/schema.ts';
import { reviewOf } from '../review/totals.ts';

const count = z.int().check(z.minimum(0));
/** Minor units of the exchange's currency by category; only those with something in them. */
const byCategorySchema = z.record(z.string(), count);

/** What one exchange adds to the programme's figures, from its rows alone, without a clock. */
export const exchangeFiguresSchema = z.object({
  /** Thematic areas of its objectives, each once. */
  areas: z.array(z.enum(areas)),
  mentees: count,
  mentors: count,
  /** Days of the visit, the first and the last included. */
  days: count,
  objectives: z.object({ total: count, achieved: count, partly: count, notAchieved: count }),
  actions: z.object({ total: count, done: count }),
  /** What the Hub has approved of the expenses, and what it pays for bookings. */
  spent: byCategorySchema,
  /** Expenses that the Hub has not decided about yet, as far as they have an amount and a rate. */
  undecided: byCategorySchema,
});
export type ExchangeFigures = z.infer<typeof exchangeFiguresSchema>;

/** The rows that figures are made of. */
export type FigureRows = {
  exchange: Exchange;
  participants: readonly Participant[];
  objectives: readonly Objective[];
  actions: readonly ActionItem[];
  expenses: readonly Expense[];
  bookings: readonly Booking[];
};

export function exchangeFigures(rows: FigureRows): ExchangeFigures {
  const { exchange, participants, objectives, actions, expenses, bookings } = rows;
  const of = (role: Participant['role']) => participants.filter((person) => person.role === role).length;
  const objectivesIn = (state: Objective['state']) =>
    objectives.filter((objective) => objective.state === state).length;
  const decided = (state: string) => expenses.filter((row) => row.deletedAt === null && reviewOf(row) === state);
  return {
    areas: areas.filter((area) => objectives.some((objective) => objective.area === area)),
    mentees: of('mentee'),
    mentors: of('mentor'),
    days: daysBetween(exchange.firstDay, exchange.lastDay).length,
    objectives: {
      total: objectives.length,
      achieved: objectivesIn('achieved'),
      partly: objectivesIn('partly'),
      notAchieved: objectivesIn('not-achieved'),
    },
    actions: { total: actions.length, done: actions.filter(({ done }) => done).length },
    spent: sumByCategory([...expenseParts(decided('approved'), exchange), ...bookingParts(bookings)]),
    undecided: sumByCategory([
      ...expenseParts(decided('waiting'), exchange),
      ...expenseParts(decided('queried'), exchange),
    ]),
  };
}

type Part = readonly [category: Category, amount: number];

/** What cannot be converted yet is left out, never guessed; what has no category yet is “other”. */
function expenseParts(expenses: readonly Expense[], { currency }: Exchange): Part[] {
  return expenses.map((expense) => [expense.category ?? 'other', budgetAmount(expense, currency) ?? 0]);
}

const categoryOfKind = {
  travel: 'travel',
  lodging: 'accommodation',
  insurance: 'insurance',
} as const satisfies Record<BookingKind, Category>;

/** What is only planned costs nothing yet; what was cancelled may have cost all the same, if a cost still stands there. */
function bookingParts(bookings: readonly Booking[]): Part[] {
  return bookings.filter(({ state }) => state !== 'planned').map(({ kind, cost }) => [categoryOfKind[kind], cost ?? 0]);
}

function sumByCategory(parts: readonly Part[]): Partial<Record<Category, number>> {
  const sums = categories.map(
    (category): Part => [
      category,
      parts.filter(([own]) => own === category).reduce((sum, [, amount]) => sum + amount, 0),
    ],
  );
  return Object.fromEntries(sums.filter(([, amount]) => amount > 0));
}
