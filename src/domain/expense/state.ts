import type { Check } from './checks.ts';
import { isSplit } from './parts.ts';
import type { Expense } from './schema.ts';
import { missingDetails } from './totals.ts';

/** Where an expense stands on its way from a photo to the settlement. All of it follows from the rows. */
export const expenseStates = [
  'draft',
  'needs-details',
  'ready',
  'submitted',
  'approved',
  'queried',
  'rejected',
] as const;
export type ExpenseState = (typeof expenseStates)[number];

/**
 * The state of an expense: the Hub's last word, else whether it was handed in, else what it still lacks. One that was
 * handed in and lost a detail since needs it again.
 *
 * @param checks all of the expense's checks (checks.ts)
 */
export function stateOf(expense: Expense, checks: readonly Check[]): ExpenseState {
  const { review, submission } = expense;
  if (review === 'approved' || review === 'queried' || review === 'rejected') return review;
  const isComplete = missingDetails(expense).length === 0;
  if (!isComplete && isBlank(expense)) return 'draft';
  if (!isComplete || checks.some(isOpen)) return submission && isComplete ? 'submitted' : 'needs-details';
  return submission ? 'submitted' : 'ready';
}

/** Red, or amber without a word of explanation. */
export function isOpen({ tone, explained }: Check): boolean {
  return tone === 'red' || !explained;
}

/** Nothing has been typed: it is a photo, or less. */
function isBlank(expense: Expense): boolean {
  const { amount, category, merchant, note } = expense;
  return amount === null && category === null && !isSplit(expense) && `${merchant}${note}`.trim() === '';
}
