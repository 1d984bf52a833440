import * as z from 'zod/mini';
import { reject } from '../errors.ts';
import { changesOf, create, defineMutation, hubOnly, pair, patch } from '../mutation.ts';
import { idSchema, instantSchema } from '../scalars.ts';
import { advanceSchema, budgetLineSchema, expenseSchema, receiptSchema } from './schema.ts';

const expense = expenseSchema.shape;
const receipt = receiptSchema.shape;

const money = ['amount', 'currency', 'rate'];

function hasWholeMoney(changes: object): boolean {
  const given = money.filter((field) => field in changes).length;
  return given === 0 || given === money.length;
}

export const expenseMutations = {
  /** A photo is enough to begin: every other field may be empty and follow later. */
  'expense.add': defineMutation(z.strictObject(expense), pair, async (tx, args, context) => {
    if (args.createdBy !== context.participantId) return reject('not_allowed', 'author');
    return create(tx, 'expense', args);
  }),

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
      }).check(z.refine(hasWholeMoney)),
    }),
    pair,
    (tx, { id, changes }) => patch(tx, 'expense', id, changes),
  ),

  'expense.delete': defineMutation(z.strictObject({ id: idSchema, at: instantSchema }), pair, (tx, { id, at }) =>
    patch(tx, 'expense', id, { deletedAt: at }),
  ),

  'expense.restore': defineMutation(z.strictObject({ id: idSchema }), pair, (tx, { id }) =>
    patch(tx, 'expense', id, { deletedAt: null }),
  ),

  'receipt.add': defineMutation(z.strictObject(receiptSchema.shape), pair, async (tx, args, context) => {
    if (args.createdBy !== context.participantId) return reject('not_allowed', 'author');
    if (!(await tx.get('expense', args.expenseId))) return reject('not_found', 'expense');
    return create(tx, 'receipt', args);
  }),

  /** Another picture in the place of a receipt's: cropped, turned. The one before stays a blob, so it can come back. */
  'receipt.redraw': defineMutation(
    z.strictObject({
      id: receipt.id,
      changes: z.strictObject({ blob: receipt.blob, thumb: receipt.thumb, type: receipt.type, size: receipt.size }),
    }),
    pair,
    (tx, { id, changes }) => patch(tx, 'receipt', id, changes),
  ),

  'budget.approve': defineMutation(z.strictObject(budgetLineSchema.shape), hubOnly, async (tx, args) => {
    await tx.put('budgetLine', args);
    return undefined;
  }),

  'advance.record': defineMutation(z.strictObject(advanceSchema.shape), hubOnly, async (tx, args) => {
    await tx.put('advance', args);
    return undefined;
  }),
};
