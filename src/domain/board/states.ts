import type { AgreementState, ReportState } from './schema.ts';
import type { AnyRow, RowsByKind } from './summarise.ts';

/** The states of nouns that a summary tells of, read loosely: an exchange may hold none of them. */

export type Decision = 'waiting' | 'approved' | 'queried' | 'rejected';

/** What the Hub has said to an expense; `waiting` until it has. */
export function decisionOf(_rows: RowsByKind, expense: AnyRow): Decision {
  const state = fieldOf(expense.review, 'state');
  return isDecision(state) ? state : 'waiting';
}

export function agreementOf(rows: RowsByKind): AgreementState {
  const sides = new Set((rows.get('agreement') ?? []).map((row) => row.side));
  if (sides.size === 0) return 'none';
  return sides.size === 1 ? 'one-side' : 'agreed';
}

/** Check-ins that ask for help and that the Hub has not answered. */
export function checkInsForHub(rows: RowsByKind): number {
  return (rows.get('checkIn') ?? []).filter(needsHelp).length;
}

function needsHelp(row: AnyRow): boolean {
  const asks = row.state === 'need-help' || row.needsHelp === true;
  return asks && (row.answer === undefined || row.answer === null || row.answer === '');
}

export function reportStateOf(rows: RowsByKind): ReportState {
  const [review] = rows.get('reportReview') ?? [];
  const state = review?.state;
  return state === 'submitted' || state === 'changes-asked' || state === 'accepted' ? state : 'open';
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}

function isDecision(state: unknown): state is Decision {
  return state === 'approved' || state === 'queried' || state === 'rejected';
}
