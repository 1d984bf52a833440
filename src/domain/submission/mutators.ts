import * as z from 'zod/mini';
import { reject } from '../errors.ts';
import { obstacles } from '../expense/checks.ts';
import type { Expense } from '../expense/schema.ts';
import { missingDetails } from '../expense/totals.ts';
import { create, defineMutation, type Outcome, pair } from '../mutation.ts';
import { idSchema } from '../scalars.ts';
import type { Tx } from '../tx.ts';
import { submissionSchema } from './schema.ts';

const { id, note, by, at } = submissionSchema.shape;
const item = z.strictObject({ expenseId: idSchema, revision: z.int() });

export const submissionMutations = {
  /**
   * Hands expenses in as one report, each as the person has seen it: all of them, or none, since a report that lost
   * lines on its way is not the one that was checked. What another phone has handed in meanwhile is left out.
   */
  'expense.submit': defineMutation(
    z.strictObject({ id, note, by, at, items: z.array(item).check(z.minLength(1), z.maxLength(1000)) }),
    pair,
    async (tx, { items, ...report }, context) => {
      if (report.by !== context.participantId) return reject('not_allowed', 'author');
      const submitted: Expense[] = [];
      for (const { expenseId, revision } of items) {
        const expense = await tx.get('expense', expenseId);
        if (!expense) return reject('not_found', 'expense');
        if (expense.submission) continue;
        const refused = await check(tx, expense, revision, context.exchangeId);
        if (refused) return refused;
        submitted.push(expense);
      }
      if (submitted.length === 0) return reject('rule_broken', 'submission-empty');
      const number = Math.max(0, ...(await tx.list('submission')).map((other) => other.number)) + 1;
      const expenseIds = submitted.map((expense) => expense.id);
      const refused = await create(tx, 'submission', { ...report, number, expenseIds });
      if (refused) return refused;
      const submission = { id: report.id, by: report.by, at: report.at };
      for (const expense of submitted) await tx.put('expense', { ...expense, submission });
      return undefined;
    },
  ),
};

async function check(tx: Tx, expense: Expense, revision: number, exchangeId: string): Promise<Outcome> {
  if (expense.deletedAt !== null) return reject('rule_broken', 'expense-removed');
  if ((expense.revision ?? 0) !== revision) return reject('rule_broken', 'expense-changed');
  if (missingDetails(expense).length > 0) return reject('rule_broken', 'expense-incomplete');
  const receipts = (await tx.list('receipt', expense.id)).length;
  const exchange = await tx.get('exchange', exchangeId);
  const [obstacle] = obstacles(expense, { receipts, exchange });
  return obstacle && reject('rule_broken', `check-${obstacle.code}`);
}
