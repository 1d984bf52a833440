import * as z from 'zod/mini';
import { inOwnName, late } from '../access/access.ts';
import { reject } from '../errors.ts';
import { missingDetails } from '../expense/totals.ts';
import { create, defineMutation, hubOnly, type MutationContext, type Outcome, pair } from '../mutation.ts';
import { textVersionSchema, versionLimit } from '../report/schema.ts';
import { keepVersions } from '../report/versions.ts';
import { idSchema, sha256Schema } from '../scalars.ts';
import { isSignedByBoth } from '../signature/submitted.ts';
import type { Tx } from '../tx.ts';
import { type ReviewEntry, reviewEntrySchema, verdicts } from './schema.ts';

const { id, words, by, at } = reviewEntrySchema.shape;
const said = { id, words, by, at };
const saidOfExpense = { ...said, expenseId: idSchema };

/** The Hub says why, except where it says yes or takes a decision back. */
function checkWords({ verdict, words }: Pick<ReviewEntry, 'verdict' | 'words'>): Outcome {
  const needed = verdict !== 'approved' && verdict !== 'reopened';
  return needed && words.trim() === '' ? reject('rule_broken', 'review-words') : undefined;
}

/** What one says; its turn comes from the talk. (`Omit` would lose the fields of a row with an index signature.) */
type Said = Pick<ReviewEntry, 'id' | 'verdict' | 'words' | 'by' | 'at'>;

/** Adds the next turn of a talk. */
async function say(tx: Tx, aboutId: string, entry: Said): Promise<Outcome> {
  const turns = (await tx.list('reviewEntry', aboutId)).map((other) => other.turn);
  return checkWords(entry) ?? create(tx, 'reviewEntry', { ...entry, aboutId, turn: Math.max(0, ...turns) + 1 });
}

/** The exchange itself stands for its report: there is one. */
async function sayOfReport(tx: Tx, entry: Said, context: MutationContext): Promise<Outcome> {
  if (!(await tx.get('exchange', context.exchangeId))) return reject('not_found', 'exchange');
  return say(tx, context.exchangeId, entry);
}

const textsSchema = z
  .array(z.object({ textId: idSchema, words: textVersionSchema.shape.words, formats: textVersionSchema.shape.formats }))
  .check(
    z.maxLength(200),
    z.refine((texts) => texts.reduce((sum, { words }) => sum + words.length, 0) <= versionLimit),
  );

export const reviewMutations = {
  /**
   * The Hub decides about one expense as it has seen it: one that was changed meanwhile is looked at again, or a
   * figure would be approved that nobody at the Hub has read.
   */
  'expense.review': defineMutation(
    z.strictObject({ ...saidOfExpense, verdict: z.enum(verdicts), revision: z.int() }),
    inOwnName(hubOnly, 'by'),
    async (tx, { expenseId, revision, ...entry }) => {
      const expense = await tx.get('expense', expenseId);
      if (!expense) return reject('not_found', 'expense');
      if (expense.deletedAt !== null) return reject('rule_broken', 'expense-removed');
      if ((expense.revision ?? 0) !== revision) return reject('rule_broken', 'expense-changed');
      if (entry.verdict === 'approved' && missingDetails(expense).length > 0)
        return reject('rule_broken', 'expense-incomplete');
      const refused = await say(tx, expenseId, entry);
      if (refused) return refused;
      await tx.put('expense', { ...expense, review: entry.verdict === 'reopened' ? 'waiting' : entry.verdict });
      return undefined;
    },
  ),

  /** An answer to the Hub: what it asked about, or rejected, waits for it again. */
  'expense.answer': defineMutation(
    z.strictObject(saidOfExpense),
    late(inOwnName(pair, 'by')),
    async (tx, { expenseId, ...entry }) => {
      const expense = await tx.get('expense', expenseId);
      if (!expense) return reject('not_found', 'expense');
      const refused = await say(tx, expenseId, { ...entry, verdict: 'answered' });
      if (refused) return refused;
      if (expense.review === 'queried' || expense.review === 'rejected')
        await tx.put('expense', { ...expense, review: 'waiting' });
      return undefined;
    },
  ),

  /**
   * Accepts the report, or asks for changes. Only what both sides have signed is accepted, and that it still stands there
   * is compared by the server (`server/signed-report.ts`). Its words are kept as they stood on that screen.
   */
  'report.review': defineMutation(
    z.strictObject({
      ...said,
      verdict: z.enum(['approved', 'queried', 'reopened']),
      texts: textsSchema,
      hash: z.optional(sha256Schema),
    }),
    inOwnName(hubOnly, 'by'),
    async (tx, { texts, hash, ...entry }, context) => {
      // “At least one concrete action item” (Handbook, “Report”).
      if (entry.verdict === 'approved' && (await tx.list('actionItem')).length === 0)
        return reject('rule_broken', 'report-no-action');
      if (entry.verdict === 'approved' && !isSignedByBoth(await tx.list('signature'), hash))
        return reject('rule_broken', 'report-unsigned');
      const refused = await sayOfReport(tx, entry, context);
      if (refused || entry.verdict !== 'approved') return refused;
      await keepVersions(tx, { id: entry.id, reason: 'acceptance', authorId: entry.by, at: entry.at }, texts);
      return undefined;
    },
  ),

  /** The pair tells the Hub that it has changed what was asked for, or why not. */
  'report.answer': defineMutation(z.strictObject(said), inOwnName(pair, 'by'), (tx, entry, context) =>
    sayOfReport(tx, { ...entry, verdict: 'answered' }, context),
  ),
};
