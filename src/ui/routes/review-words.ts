import type { ReviewEntry, ReviewState } from '#domain/review/schema.ts';
import type { MessageKey } from '../i18n/i18n.ts';

export const reviewTones = {
  waiting: 'notice',
  queried: 'warning',
  approved: 'success',
  rejected: 'error',
} as const satisfies Record<ReviewState, string>;

/** The state of an expense with the Hub. */
export function reviewKey(state: ReviewState): MessageKey {
  return `review-state-${state}`;
}

/** Where the report stands: accepted rather than approved, and never rejected. */
export function reportKey(state: ReviewState): MessageKey {
  return state === 'rejected' ? 'report-state-queried' : `report-state-${state}`;
}

/** What a turn of the talk did: “Approved”, “Asked”. */
export function verdictKey(verdict: ReviewEntry['verdict'], about: 'expense' | 'report'): MessageKey {
  if (about === 'report' && verdict === 'approved') return 'report-said-approved';
  if (about === 'report' && verdict === 'queried') return 'report-said-queried';
  return `review-said-${verdict}`;
}
