import { agreementState } from '../agreement/agreement.ts';
import { countedKinds } from '../agreement/content.ts';
import type { Exchange } from '../exchange/schema.ts';
import { budgetTotals, missingDetails } from '../expense/totals.ts';
import { exchangeFigures } from '../figures/exchange-figures.ts';
import { isKind, type Kind, type Row } from '../kinds.ts';
import { reviewOf } from '../review/totals.ts';
import type { Summary } from './schema.ts';
import { agreementOf, checkInsForHub, reportStateOf } from './states.ts';

/** The kinds of rows that a summary is made of; the long ones (texts, photos) are not among them. */
export const summaryKinds: readonly Kind[] = [
  ...countedKinds,
  'agreement',
  'budgetLine',
  'expense',
  'reviewEntry',
  'signature',
  'checkIn',
  'checkInReply',
  'actionItem',
  'booking',
];

/** A row of any kind, also of one that this version does not know. */
export type AnyRow = Readonly<Record<string, unknown>>;
export type RowsByKind = ReadonlyMap<string, readonly AnyRow[]>;

/**
 * Sums one exchange up from its rows, without a clock.
 * @param reportNow the version that the report is now, for who can read its words: signatures of another do not count
 * @returns undefined while there is no exchange among them
 */
export async function summarise(rows: RowsByKind, reportNow?: string): Promise<Summary | undefined> {
  const [exchange] = rowsOf(rows, 'exchange');
  if (!exchange) return undefined;
  const people = rowsOf(rows, 'participant');
  const report = reportStateOf(rowsOf(rows, 'reviewEntry'), exchange.id, rowsOf(rows, 'signature'), reportNow);
  return {
    ...headOf(exchange),
    people: people.map(({ id, name, role, lead }) => ({ id, name, role, lead })),
    agreement: agreementOf(await agreementState({ list: async (kind) => [...rowsOf(rows, kind)] })),
    report,
    closed: (exchange.closedAt ?? null) !== null,
    cancelled: (exchange.closedAt ?? null) !== null && (exchange.cancelled ?? null) !== null,
    ...moneyOf(rows, exchange),
    waiting: {
      ...expensesForHub(rows),
      checkIns: checkInsForHub(rowsOf(rows, 'checkIn'), rowsOf(rows, 'checkInReply')),
      reports: report === 'submitted' ? 1 : 0,
    },
    figures: figuresOf(rows, exchange),
  };
}

function figuresOf(rows: RowsByKind, exchange: Exchange) {
  return exchangeFigures({
    exchange,
    participants: rowsOf(rows, 'participant'),
    objectives: rowsOf(rows, 'objective'),
    actions: rowsOf(rows, 'actionItem'),
    expenses: rowsOf(rows, 'expense'),
    bookings: rowsOf(rows, 'booking'),
  });
}

function headOf(exchange: Exchange) {
  const { id, topic, format, menteeCommunity, mentorCommunity, hostCity, hostZone, firstDay, lastDay } = exchange;
  return { id, topic, format, menteeCommunity, mentorCommunity, hostCity, hostZone, firstDay, lastDay };
}

function moneyOf(rows: RowsByKind, { currency }: Exchange) {
  const { approved, spent, waiting } = budgetTotals(rowsOf(rows, 'expense'), rowsOf(rows, 'budgetLine'), currency);
  return { currency, approved, spent, uncounted: waiting.details + waiting.rates };
}

/** What the Hub has to look at; a photo that nobody has described yet waits for its author. */
function expensesForHub(rows: RowsByKind): { expenses: number; queries: number } {
  const present = rowsOf(rows, 'expense').filter(({ deletedAt }) => deletedAt === null);
  const decisions = present.map((expense) => ({ expense, decision: reviewOf(expense) }));
  return {
    expenses: decisions.filter((entry) => entry.decision === 'waiting' && missingDetails(entry.expense).length === 0)
      .length,
    queries: decisions.filter((entry) => entry.decision === 'queried').length,
  };
}

/** The server and the phone keep under a kind only what its schema has let in. */
function rowsOf<K extends Kind>(rows: RowsByKind, kind: K): readonly Row<K>[] {
  return (isKind(kind) ? (rows.get(kind) ?? []) : []) as readonly Row<K>[];
}
