import type { Currency } from '../expense/money.ts';
import { type Category, categories } from '../expense/schema.ts';
import { countryOf } from './countries.ts';
import type { ExchangeFigures } from './exchange-figures.ts';

/** An exchange as the programme counts it: what its summary says, with its figures. Days as `YYYY-MM-DD`. */
export type CountedExchange = {
  readonly id: string;
  readonly format: string;
  readonly hostZone: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly currency: Currency;
  readonly figures: ExchangeFigures;
};

/** By what the exchanges are put together. A topic is a thematic area of the objectives; a country, the host's. */
export const groupings = ['year', 'topic', 'country', 'format'] as const;
export type Grouping = (typeof groupings)[number];

/** Money of one currency: amounts of different currencies are never added up. Minor units. */
export type Money = {
  readonly currency: Currency;
  readonly spent: Readonly<Partial<Record<Category, number>>>;
  readonly total: number;
  readonly undecided: number;
};

export type Figures = {
  readonly exchanges: number;
  readonly mentees: number;
  readonly mentors: number;
  readonly people: number;
  readonly days: number;
  readonly objectives: { total: number; achieved: number; partly: number; notAchieved: number };
  readonly actions: { total: number; done: number };
  readonly money: readonly Money[];
};

/** `key`: a year, a thematic area, an ISO 3166 country, a format; '' for those that have none. */
export type FigureRow = Figures & { readonly key: string };

export type ProgrammeFigures = {
  readonly rows: readonly FigureRow[];
  /** Each exchange once, also where an exchange of several areas stands in several rows. */
  readonly total: Figures;
};

/** The figures of the impact report: pure, the same rows the same figures, on the phone, the server and the command line. */
export function programmeFigures(exchanges: readonly CountedExchange[], by: Grouping): ProgrammeFigures {
  const groups = new Map<string, CountedExchange[]>();
  for (const exchange of exchanges)
    for (const key of keysOf(exchange, by)) groups.set(key, [...(groups.get(key) ?? []), exchange]);
  const rows = [...groups]
    .sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1))
    .map(([key, group]) => ({ key, ...figuresOf(group) }));
  return { rows, total: figuresOf(exchanges) };
}

/** Those whose visit was over before a day. */
export function finishedBefore<T extends CountedExchange>(exchanges: readonly T[], day: string): T[] {
  return exchanges.filter(({ lastDay }) => lastDay < day);
}

function keysOf({ firstDay, hostZone, format, figures }: CountedExchange, by: Grouping): readonly string[] {
  switch (by) {
    case 'year':
      return [firstDay.slice(0, 4)];
    case 'country':
      return [countryOf(hostZone) ?? ''];
    case 'format':
      return [format];
    case 'topic':
      return figures.areas.length > 0 ? figures.areas : [''];
  }
}

function figuresOf(exchanges: readonly CountedExchange[]): Figures {
  const sum = (of: (figures: ExchangeFigures) => number) =>
    exchanges.reduce((total, { figures }) => total + of(figures), 0);
  const mentees = sum((figures) => figures.mentees);
  const mentors = sum((figures) => figures.mentors);
  return {
    exchanges: exchanges.length,
    mentees,
    mentors,
    people: mentees + mentors,
    days: sum(({ days }) => days),
    objectives: {
      total: sum(({ objectives }) => objectives.total),
      achieved: sum(({ objectives }) => objectives.achieved),
      partly: sum(({ objectives }) => objectives.partly),
      notAchieved: sum(({ objectives }) => objectives.notAchieved),
    },
    actions: { total: sum(({ actions }) => actions.total), done: sum(({ actions }) => actions.done) },
    money: [...Map.groupBy(exchanges, ({ currency }) => currency)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, group]) => moneyOf(currency, group)),
  };
}

function moneyOf(currency: Currency, exchanges: readonly CountedExchange[]): Money {
  const sums = categories.map((category) => [category, sumOf(exchanges, 'spent', category)] as const);
  return {
    currency,
    spent: Object.fromEntries(sums.filter(([, amount]) => amount > 0)),
    total: sums.reduce((total, [, amount]) => total + amount, 0),
    undecided: categories.reduce((total, category) => total + sumOf(exchanges, 'undecided', category), 0),
  };
}

function sumOf(exchanges: readonly CountedExchange[], what: 'spent' | 'undecided', category: Category): number {
  return exchanges.reduce((sum, { figures }) => sum + (figures[what][category] ?? 0), 0);
}
