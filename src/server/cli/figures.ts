import { amountToDecimal } from '#domain/expense/money.ts';
import { type Category, categories } from '#domain/expense/schema.ts';
import {
  type CountedExchange,
  type FigureRow,
  type Grouping,
  groupings,
  type Money,
  type ProgrammeFigures,
  programmeFigures,
} from '#domain/figures/programme-figures.ts';
import { type TextTable, tableToCsv } from '#domain/figures/table-text.ts';
import { boardPage } from '../board.ts';
import type { Services } from '../services.ts';
import { type Asked, AskedWrongly, type Command, dataOption, textOf, withServices } from './command.ts';

export const figuresCommand: Command = {
  summary: 'The figures of the programme, for the impact report.',
  usage: `[--year N] [--by ${groupings.join('|')}] [--csv] [--data DIR]`,
  details:
    'Of all exchanges, or of those whose visit began in a year: people, days, objectives, actions, and what was approved, in each currency. --by puts them together (year, if nothing is said), --csv prints a table, --json everything.',
  options: { ...dataOption, year: { type: 'string' }, by: { type: 'string' }, csv: { type: 'boolean' } },
  run(asked) {
    const [year, by] = [yearOf(asked), groupingOf(asked)];
    return withServices(asked, async (services) => {
      const all = await countedExchanges(services);
      const counted = year === undefined ? all : all.filter(({ firstDay }) => firstDay.startsWith(`${year}-`));
      const figures = programmeFigures(counted, by);
      const table = tableOf(figures, by);
      const lines = asked.options.csv === true ? [tableToCsv(table).trimEnd()] : linesOf(table);
      return { lines, data: { year: year ?? null, by, ...figures } };
    });
  },
};

function yearOf(asked: Asked): string | undefined {
  const year = textOf(asked, 'year');
  if (year !== undefined && !/^\d{4}$/.test(year)) throw new AskedWrongly('--year takes a year, such as 2026');
  return year;
}

function groupingOf(asked: Asked): Grouping {
  const text = textOf(asked, 'by') ?? 'year';
  const by = groupings.find((grouping) => grouping === text);
  if (!by) throw new AskedWrongly(`--by takes one of ${groupings.join(', ')}`);
  return by;
}

/** As the board counts them: what is kept of each exchange, made anew where it is older than its rows. */
async function countedExchanges({ storage }: Services): Promise<CountedExchange[]> {
  const counted: CountedExchange[] = [];
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof boardPage>> = await boardPage(
      { storage },
      { type: 'board', after, known: {} },
    );
    for (const { entry } of page.items) {
      const { figures, ...summary } = entry?.summary ?? {};
      if (figures && 'id' in summary) counted.push({ ...summary, figures });
    }
    if (page.next === null) return counted;
    after = page.next;
  }
}

function tableOf({ rows, total }: ProgrammeFigures, by: Grouping): TextTable {
  const used = categories.filter((category) => total.money.some(({ spent }) => (spent[category] ?? 0) > 0));
  const counts = ['exchanges', 'mentees', 'mentors', 'days', 'objectives', 'achieved', 'partly', 'not achieved'];
  const columns = [by, ...counts, 'actions', 'actions done', 'spent', ...used, 'undecided'];
  const records = rows.map((row) => recordOf(row, used));
  return { caption: by, columns, records, total: recordOf({ key: 'total', ...total }, used) };
}

function recordOf({ key, exchanges, mentees, mentors, days, objectives, actions, money }: FigureRow, used: Category[]) {
  const { total, achieved, partly, notAchieved } = objectives;
  const counts = [exchanges, mentees, mentors, days, total, achieved, partly, notAchieved, actions.total, actions.done];
  return [
    key === '' ? '–' : key,
    ...counts.map(String),
    amounts(money, (entry) => entry.total),
    ...used.map((category) => amounts(money, ({ spent }) => spent[category] ?? 0)),
    amounts(money, (entry) => entry.undecided),
  ];
}

/** Money of each currency by itself: `120.00 EUR + 40.00 CHF`. */
function amounts(money: readonly Money[], of: (entry: Money) => number): string {
  const some = money.filter((entry) => of(entry) > 0);
  return some.map((entry) => `${amountToDecimal(of(entry), entry.currency)} ${entry.currency}`).join(' + ');
}

/** For people: one line each, without what is nothing. */
function linesOf({ columns, records, total = [] }: TextTable): string[] {
  return [...records, total].map(([key, ...cells]) => {
    const named = cells.map((cell, index) => ({ cell, column: columns[index + 1] }));
    const words = named
      .filter(({ cell }) => cell !== '' && cell !== '0')
      .map(({ cell, column }) => `${column} ${cell}`);
    return `${key}: ${words.join(', ') || 'nothing'}`;
  });
}
