import * as z from 'zod/mini';
import { inOwnName, late } from '../access/access.ts';
import { reject } from '../errors.ts';
import { changesOf, create, defineMutation, hubOnly, type Outcome, pair } from '../mutation.ts';
import { idSchema, instantSchema } from '../scalars.ts';
import type { Tx } from '../tx.ts';
import { confirmedStill } from './declaration.ts';
import { partsAddUp } from './parts.ts';
import { advanceSchema, budgetLineSchema, type Expense, expenseSchema, receiptSchema } from './schema.ts';

const receipt = receiptSchema.shape;
// The Hub's decision, the other side's confirmation and what they are about are never the author's to write.
const {
  review: _review,
  revision: _revision,
  declaration: _declaration,
  submission: _submission,
  ...expense
} = expenseSchema.shape;

const money = ['amount', 'currency', 'rate'];

/** Parts come with the amount that they are parts of, and come to it. */
function hasWholeParts(changes: { parts?: Expense['parts']; amount?: Expense['amount'] | undefined }): boolean {
  if (!changes.parts) return true;
  return changes.amount !== undefined && partsAddUp({ amount: changes.amount, parts: changes.parts });
}

function hasWholeMoney(changes: object): boolean {
  const given = money.filter((field) => field in changes).length;
  return given === 0 || given === money.length;
}

export const expenseMutations = {
  /**
   * A photo is enough to begin: every other field may be empty and follow later. A receipt that comes when the accounts
   * are closed is the Hub's to judge, and never refused by the machine.
   */
  'expense.add': defineMutation(z.strictObject(expense), late(inOwnName(pair)), (tx, args) =>
    create(tx, 'expense', args),
  ),

  /**
   * Amount, currency and rate change together or not at all: of two phones that set them offline, one wins with all
   * three. Field by field, 18.50 EUR and 460 CZK would become 460 EUR, which nobody has written.
   */
  'expense.edit': defineMutation(
    z.strictObject({
      id: idSchema,
      changes: changesOf({
        day: expense.day,
        amount: expense.amount,
        currency: expense.currency,
        rate: expense.rate,
        category: expense.category,
        merchant: expense.merchant,
        note: expense.note,
        paidBy: expense.paidBy,
        payerId: expense.payerId,
        subcategory: expense.subcategory,
        parts: expense.parts,
        attendeeIds: expense.attendeeIds,
        guests: expense.guests,
        sessionId: expense.sessionId,
        explanation: expense.explanation,
      }).check(z.refine(hasWholeMoney), z.refine(hasWholeParts)),
    }),
    late(pair),
    (tx, { id, changes }) => change(tx, id, changes, waitsAgain),
  ),

  'expense.delete': defineMutation(z.strictObject({ id: idSchema, at: instantSchema }), pair, (tx, { id, at }) =>
    change(tx, id, { deletedAt: at }, waitsAgain),
  ),

  'expense.restore': defineMutation(z.strictObject({ id: idSchema }), pair, (tx, { id }) =>
    change(tx, id, { deletedAt: null }, waitsAgain),
  ),

  'receipt.add': defineMutation(z.strictObject(receiptSchema.shape), late(inOwnName(pair)), async (tx, args) => {
    if (!(await tx.get('expense', args.expenseId))) return reject('not_found', 'expense');
    // One more page takes no approval back; it may be what the Hub has asked for.
    const answers = ({ review }: Expense) => review === 'queried' || review === 'rejected';
    return (await create(tx, 'receipt', args)) ?? change(tx, args.expenseId, {}, answers);
  }),

  /**
   * Another picture in the place of a receipt's: cropped, turned. The one before stays a blob, so it can come back. What
   * the Hub has approved was the picture that it saw; a small picture of the same file, which a PDF gets behind its
   * capture, changes nothing of that.
   */
  'receipt.redraw': defineMutation(
    z.strictObject({
      id: receipt.id,
      changes: z.strictObject({ blob: receipt.blob, thumb: receipt.thumb, type: receipt.type, size: receipt.size }),
    }),
    late(pair),
    async (tx, { id, changes }) => {
      const row = await tx.get('receipt', id);
      if (!row) return reject('not_found', 'receipt');
      await tx.put('receipt', { ...row, ...changes });
      if (changes.blob === row.blob) return undefined;
      return change(tx, row.expenseId, {}, waitsAgain);
    },
  ),

  /** One line for each category: of two that were approved on two devices, the later one counts, and not both. */
  'budget.approve': defineMutation(z.strictObject(budgetLineSchema.shape), hubOnly, async (tx, args) => {
    for (const { id, category } of await tx.list('budgetLine'))
      if (id !== args.id && category === args.category) await tx.delete('budgetLine', id);
    await tx.put('budgetLine', args);
    return undefined;
  }),

  'budget.remove': defineMutation(z.strictObject({ id: idSchema }), hubOnly, (tx, { id }) =>
    remove(tx, 'budgetLine', id),
  ),

  'advance.record': defineMutation(z.strictObject(advanceSchema.shape), hubOnly, async (tx, args) => {
    await tx.put('advance', args);
    return undefined;
  }),

  'advance.remove': defineMutation(z.strictObject({ id: idSchema }), hubOnly, (tx, { id }) =>
    remove(tx, 'advance', id),
  ),
};

async function remove(tx: Tx, kind: 'budgetLine' | 'advance', id: string): Promise<Outcome> {
  if (!(await tx.get(kind, id))) return reject('not_found', kind);
  await tx.delete(kind, id);
  return undefined;
}

/** Changes an expense, which then is another revision of it. */
async function change(
  tx: Tx,
  id: string,
  changes: { [Field in keyof Expense]?: unknown },
  isOpenAgain: (row: Expense) => boolean,
): Promise<Outcome> {
  const row = await tx.get('expense', id);
  if (!row) return reject('not_found', 'expense');
  const review = isOpenAgain(row) ? { review: 'waiting' as const } : {};
  // The args schema has checked each field; absent ones stay as they are.
  const next = { ...row, ...changes, ...review, revision: (row.revision ?? 0) + 1 } as Expense;
  await tx.put('expense', confirmedStill(row, next));
  return undefined;
}

/** Whatever the Hub has decided was about something else. */
function waitsAgain({ review }: Expense): boolean {
  return review !== undefined;
}
