import { csvTable } from '#domain/csv.ts';
import type { Participant } from '#domain/exchange/schema.ts';
import { amountToDecimal, type Currency } from '#domain/expense/money.ts';
import type { ExpenseState } from '#domain/expense/state.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { type LinePart, partsOfLine, receiptName, type SettlementLine } from './lines.ts';

const columns = [
  'Line',
  'Part',
  'Day',
  'Amount',
  'Currency',
  'Rate',
  'Rate of',
  'Rate from',
  'In budget currency',
  'Budget currency',
  'Category',
  'Kind',
  'Paid to',
  'For what',
  'Paid by',
  'Who took part',
  'Session',
  'State',
  'Explanation',
  'Declaration',
  'Declaration confirmed by',
  'Entered by',
  'Entered at',
  'Submitted at',
  'Receipts',
];

export type TableContext = {
  currency: Currency;
  people: ReadonlyMap<string, Participant>;
  sessions: readonly Session[];
  /** The state as the screens show it; `queued` while a submission has not been sent. */
  stateOf: (line: SettlementLine) => ExpenseState | 'queued';
};

/**
 * The settlement as a table, one line for each part of an expense; in English, as the other files that leave Carnet.
 * The parts of an expense come to its amount, in both currencies.
 */
export function settlementTable(lines: readonly SettlementLine[], context: TableContext): string {
  const records = lines.flatMap((line) =>
    partsOfLine(line, context.currency).map((part) => cellsOf(line, part, context)),
  );
  return csvTable([columns, ...records]);
}

function cellsOf(line: SettlementLine, part: LinePart, { currency: budget, people, sessions, stateOf }: TableContext) {
  const { expense, receipts, number } = line;
  const { currency, rate, declaration, submission } = expense;
  const nameOf = (id: string | null | undefined) => (id ? (people.get(id)?.name ?? id) : '');
  const attendees = [...(expense.attendeeIds ?? []).map(nameOf), expense.guests ?? ''].filter(Boolean);
  return [
    String(number),
    part.of > 1 ? `${part.part}/${part.of}` : '',
    expense.day ?? '',
    part.amount === null || currency === null ? '' : amountToDecimal(part.amount, currency),
    currency ?? '',
    rate?.value ?? '',
    rate?.day ?? '',
    rate?.source ?? '',
    part.inBudget === undefined ? '' : amountToDecimal(part.inBudget, budget),
    budget,
    part.category,
    part.subcategory,
    expense.merchant,
    [expense.note, part.note].filter(Boolean).join(' · '),
    expense.payerId ? nameOf(expense.payerId) : expense.paidBy,
    attendees.join(', '),
    sessions.find(({ id }) => id === expense.sessionId)?.title ?? '',
    stateOf(line),
    expense.explanation ?? '',
    declaration?.reason ?? '',
    nameOf(declaration?.confirmed?.by),
    nameOf(expense.createdBy),
    expense.createdAt,
    submission && stateOf(line) !== 'queued' ? submission.at : '',
    receipts.map((receipt, page) => receiptName(line, receipt, page)).join(' '),
  ];
}
