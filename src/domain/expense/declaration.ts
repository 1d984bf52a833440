import * as z from 'zod/mini';
import { reject } from '../errors.ts';
import { defineMutation, pair } from '../mutation.ts';
import { idSchema, instantSchema } from '../scalars.ts';
import { declarationSchema, type Expense } from './schema.ts';

const said = { expenseId: idSchema, by: idSchema, at: instantSchema };

/** What the other side has confirmed; another figure needs another confirmation. */
const confirmedFields = ['amount', 'currency', 'day', 'merchant'] as const;

/** An expense after a change, without a confirmation that was given for something else. */
export function confirmedStill(before: Expense, next: Expense): Expense {
  const { declaration } = next;
  if (!declaration?.confirmed || confirmedFields.every((field) => before[field] === next[field])) return next;
  return { ...next, declaration: { ...declaration, confirmed: null } };
}

export const declarationMutations = {
  /** “The receipt was lost, because …”, in one's own name; said again, it has to be confirmed again. */
  'declaration.make': defineMutation(
    z.strictObject({ ...said, reason: declarationSchema.shape.reason }),
    pair,
    async (tx, { expenseId, ...words }, { participantId, role }) => {
      if (words.by !== participantId || role === 'hub') return reject('not_allowed', 'author');
      const expense = await tx.get('expense', expenseId);
      if (!expense) return reject('not_found', 'expense');
      if (expense.review === 'approved') return reject('rule_broken', 'expense-approved');
      await tx.put('expense', {
        ...expense,
        declaration: { ...words, side: role, confirmed: null },
        revision: (expense.revision ?? 0) + 1,
      });
      return undefined;
    },
  ),

  /** The other side was there, or has asked, and says that it is true (DOMAIN, “Money”); of the revision that it read. */
  'declaration.confirm': defineMutation(
    z.strictObject({ ...said, revision: z.int() }),
    pair,
    async (tx, { expenseId, by, at, revision }, { participantId, role }) => {
      if (by !== participantId) return reject('not_allowed', 'author');
      const expense = await tx.get('expense', expenseId);
      if (!expense) return reject('not_found', 'expense');
      const { declaration } = expense;
      if (!declaration) return reject('rule_broken', 'declaration-gone');
      if (declaration.side === role) return reject('not_allowed', 'side');
      if ((expense.revision ?? 0) !== revision) return reject('rule_broken', 'expense-changed');
      await tx.put('expense', { ...expense, declaration: { ...declaration, confirmed: { by, at } } });
      return undefined;
    },
  ),
};
