import type { Evidence } from '#domain/evidence/schema.ts';
import { missingDetails } from '#domain/expense/totals.ts';
import type { ActionItem, Section } from '#domain/report/schema.ts';
import type { ReviewEntry, ReviewState } from '#domain/review/schema.ts';
import { reviewOf } from '#domain/review/totals.ts';
import { reviewOfReport } from '#domain/signature/submitted.ts';
import { type BookingWithFiles, listBookings } from '#store/queries/booking.ts';
import type { ExpenseWithReceipts } from '#store/queries/expense.ts';
import { summarizeTexts, type TextSummary } from '#store/queries/report.ts';
import { listTalk } from '#store/queries/review.ts';
import { listInOrder, listRows } from '#store/queries/rows.ts';
import type { Store } from '#store/store.ts';
import { type ExpenseData, readExpenses } from './expense-data.ts';

/** The report as the Hub reviews it. */
export type HubReportData = {
  sections: Section[];
  /** By section; none for one that nobody has written in. */
  texts: Map<string, TextSummary>;
  evidence: Evidence[];
  actions: ActionItem[];
  talk: ReviewEntry[];
  state: ReviewState;
  /** The pair has answered what the Hub asked for. */
  answered: boolean;
};

export type HubExchangeData = {
  expenses: ExpenseData;
  /** Expenses that wait for the Hub, the earliest first; those that lack details wait for their author. */
  toReview: ExpenseWithReceipts[];
  bookings: BookingWithFiles[];
  report: HubReportData;
};

/** All that the Hub's page of one exchange shows. */
export async function readHubExchange(store: Store): Promise<HubExchangeData> {
  const [expenses, bookings, report] = await Promise.all([readExpenses(store), listBookings(store), readReport(store)]);
  return { expenses, toReview: expenses.items.filter(isToReview).toReversed(), bookings, report };
}

/** Whether it is the Hub's turn: said nothing to yet, answered or changed, and complete. */
export function isToReview({ expense }: ExpenseWithReceipts): boolean {
  return expense.deletedAt === null && reviewOf(expense) === 'waiting' && missingDetails(expense).length === 0;
}

async function readReport(store: Store): Promise<HubReportData> {
  const [sections, texts, evidence, actions, talk, signatures] = await Promise.all([
    listInOrder(store, 'section'),
    summarizeTexts(store),
    listRows(store, 'evidence'),
    listInOrder(store, 'actionItem'),
    listTalk(store, store.context.exchangeId),
    listRows(store, 'signature'),
  ]);
  const answered = talk.at(-1)?.verdict === 'answered';
  return { sections, texts, evidence, actions, talk, state: reviewOfReport(talk, signatures) ?? 'waiting', answered };
}
