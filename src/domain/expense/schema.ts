import * as z from 'zod/mini';
import { daySchema, idSchema, instantSchema, lineSchema, orderSchema, proseSchema, sha256Schema } from '../scalars.ts';
import { amountSchema, currencySchema, rateValueSchema } from './money.ts';

/** What the programme covers (Handbook, “Costs”); `other` waits for the Hub's word. */
export const categories = [
  'meals',
  'local-transport',
  'meeting-room',
  'travel',
  'accommodation',
  'insurance',
  'other',
] as const;
export const categorySchema = z.enum(categories);
export type Category = z.infer<typeof categorySchema>;

/** The rate of the expense's date, kept with its source and date so that it can be checked years later. */
export const rateSchema = z.object({ value: rateValueSchema, source: lineSchema, day: daySchema });
export type Rate = z.infer<typeof rateSchema>;

export const paidBySides = ['host', 'visitor', 'hub'] as const;

/** One spending. Everything but its id and author may come later: a photo alone is already an expense. */
export const expenseSchema = z.looseObject({
  id: idSchema,
  day: z.nullable(daySchema),
  /** Minor units of `currency`. */
  amount: z.nullable(amountSchema),
  currency: z.nullable(currencySchema),
  rate: z.nullable(rateSchema),
  category: z.nullable(categorySchema),
  /** Who was paid. */
  merchant: lineSchema,
  /** What was paid for. */
  note: proseSchema,
  paidBy: z.enum(paidBySides),
  createdBy: idSchema,
  createdAt: instantSchema,
  /** Deleted expenses stay as rows, so that a deletion can be undone and a receipt is never lost. */
  deletedAt: z.nullable(instantSchema),
  /** What the Hub has decided; absent while it has said nothing. A change by the pair makes it wait again. */
  review: z.optional(z.enum(['waiting', 'approved', 'queried', 'rejected'])),
  /** How often it was changed since it was added: the Hub decides about a revision. */
  revision: z.optional(z.int()),
});
export type Expense = z.infer<typeof expenseSchema>;

/** The media types that a receipt or an evidence photo may have. */
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export const fileTypes = [...photoTypes, 'application/pdf'] as const;
export const fileTypeSchema = z.enum(fileTypes);
export type FileType = z.infer<typeof fileTypeSchema>;

/** The largest file that a device takes in and the server accepts, in bytes. */
export const maxFileBytes = 25 * 1024 * 1024;

/** A photo or PDF: its bytes are a blob, named by their SHA-256. */
export const fileFields = {
  blob: sha256Schema,
  /** A small picture of it; absent for a PDF. */
  thumb: z.nullable(sha256Schema),
  type: fileTypeSchema,
  /** Bytes. */
  size: z.int().check(z.minimum(1), z.maximum(maxFileBytes)),
  name: lineSchema,
  createdBy: idSchema,
  createdAt: instantSchema,
};

export const receiptSchema = z.looseObject({ id: idSchema, expenseId: idSchema, order: orderSchema, ...fileFields });
export type Receipt = z.infer<typeof receiptSchema>;

/** What the Hub approved for one category before the visit, in minor units of the exchange's currency. */
export const budgetLineSchema = z.looseObject({ id: idSchema, category: categorySchema, approved: amountSchema });
export type BudgetLine = z.infer<typeof budgetLineSchema>;

/** The lump sum paid to the host before the visit. */
export const advanceSchema = z.looseObject({
  id: idSchema,
  amount: amountSchema,
  currency: currencySchema,
  receivedOn: daySchema,
  note: z.optional(proseSchema),
});
export type Advance = z.infer<typeof advanceSchema>;
