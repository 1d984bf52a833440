import * as z from 'zod/mini';
import type { Booking } from '#domain/booking/schema.ts';
import type { Exchange, Participant } from '#domain/exchange/schema.ts';
import type { Check } from '#domain/expense/checks.ts';
import type { Currency } from '#domain/expense/money.ts';
import type { Advance, BudgetLine } from '#domain/expense/schema.ts';
import type { Series } from '#domain/rates/schema.ts';
import type { Session } from '#domain/schedule/schema.ts';
import type { Slip } from '#domain/slip/schema.ts';
import type { Submission } from '#domain/submission/schema.ts';
import type { StoredRejection } from '#store/db.ts';
import { getExchange, isDownloaded, participantsById } from '#store/queries/exchange.ts';
import { type ExpenseWithReceipts, listExpenses } from '#store/queries/expense.ts';
import { listRows } from '#store/queries/rows.ts';
import { listSessions } from '#store/queries/schedule.ts';
import { listRejections, pendingRowIds } from '#store/queries/sync.ts';
import { readRates } from '#store/rates.ts';
import type { Store } from '#store/store.ts';
import { checkAll } from './expense-checks-data.ts';

/** All that the screens of expenses show, but for the custody of files, which changes with every uploaded chunk. */
export type ExpenseData = {
  downloaded: boolean;
  exchange: Exchange | undefined;
  /** The budget's currency; the programme's default until the exchange is here. */
  currency: Currency;
  /** The host city's IANA time zone; this device's until the exchange is here. */
  zone: string;
  items: ExpenseWithReceipts[];
  budget: BudgetLine[];
  advances: Advance[];
  /** The advance exchanged into other money. */
  slips: Slip[];
  submissions: Submission[];
  sessions: Session[];
  bookings: Booking[];
  /** What is to be said about each expense, by its id. */
  checks: ReadonlyMap<string, readonly Check[]>;
  /** What the banks have published, as far as it is on this phone. */
  rates: readonly Series[];
  people: Map<string, Participant>;
  /** Rows with a write that the server has not confirmed. */
  pending: Set<string>;
  /** Refused writes by the expense that they were about. */
  refused: Map<string, StoredRejection>;
};

export async function readExpenses(store: Store): Promise<ExpenseData> {
  const [downloaded, exchange, items, budget, advances, people, pending, rejections, rates, more] = await Promise.all([
    isDownloaded(store),
    getExchange(store),
    listExpenses(store),
    listRows(store, 'budgetLine'),
    listRows(store, 'advance'),
    participantsById(store),
    pendingRowIds(store),
    listRejections(store),
    readRates(store.db),
    readAround(store),
  ]);
  const currency = exchange?.currency ?? 'EUR';
  const zone = exchange?.hostZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const refused = new Map(rejections.flatMap((rejection) => aboutExpense(rejection).map((id) => [id, rejection])));
  const checks = checkAll({ items, exchange, budget, currency, people, ...more });
  const known = { downloaded, exchange, currency, zone, items, budget, advances, rates, people, pending, refused };
  return { ...known, ...more, checks };
}

/** The rows beside the expenses that say something about them. */
async function readAround(store: Store) {
  const [slips, submissions, sessions, bookings] = await Promise.all([
    listRows(store, 'slip'),
    listRows(store, 'submission'),
    listSessions(store),
    listRows(store, 'booking'),
  ]);
  return { slips, submissions: submissions.sort((a, b) => b.number - a.number), sessions, bookings };
}

const aboutArgs = z.looseObject({ id: z.optional(z.string()), expenseId: z.optional(z.string()) });

function aboutExpense({ name, args }: StoredRejection): string[] {
  const parsed = aboutArgs.safeParse(args);
  if (!parsed.success || !/^(expense|receipt|declaration)\./.test(name)) return [];
  const id = parsed.data.expenseId ?? parsed.data.id;
  return id === undefined ? [] : [id];
}

/** Whether a write about the expense or one of its receipts is still waiting here. */
export function isPending({ expense, receipts }: ExpenseWithReceipts, pending: ReadonlySet<string>): boolean {
  return pending.has(expense.id) || receipts.some(({ id }) => pending.has(id));
}
