import * as z from 'zod/mini';
import {
  daySchema,
  idSchema,
  instantSchema,
  lineSchema,
  orderSchema,
  proseSchema,
  sha256Schema,
  titleSchema,
} from '../scalars.ts';
import { amountSchema, currencySchema, rateValueSchema } from './money-schema.ts';
import { subcategorySchema } from './subcategories.ts';

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

/** A part of a split receipt, in minor units of the expense's currency; the parts together are its amount. */
export const expensePartSchema = z.object({
  category: categorySchema,
  subcategory: z.nullable(subcategorySchema),
  amount: amountSchema.check(z.minimum(1)),
  note: lineSchema,
});
export type ExpensePart = z.infer<typeof expensePartSchema>;

/** Stands for a receipt that was lost, or was never given (WMF, “Documenting project expenses”). */
export const declarationSchema = z.object({
  reason: titleSchema,
  by: idSchema,
  /** The side that declares; the other one confirms. */
  side: z.enum(['mentee', 'mentor']),
  at: instantSchema,
  confirmed: z.nullable(z.object({ by: idSchema, at: instantSchema })),
});
export type Declaration = z.infer<typeof declarationSchema>;

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
  /** Whose own money it was; null or absent with `host`: it came from the advance. */
  payerId: z.optional(z.nullable(idSchema)),
  subcategory: z.optional(z.nullable(subcategorySchema)),
  /** One receipt over several categories; null or absent: all of it stands under `category`. */
  parts: z.optional(z.nullable(z.array(expensePartSchema).check(z.minLength(2), z.maxLength(20)))),
  /** Who ate, or rode along; others by name in `guests`. */
  attendeeIds: z.optional(z.array(idSchema).check(z.maxLength(50))),
  guests: z.optional(lineSchema),
  /** The session of the schedule that it belongs to. */
  sessionId: z.optional(z.nullable(idSchema)),
  /** Why something unusual about it is right (checks.ts). */
  explanation: z.optional(proseSchema),
  createdBy: idSchema,
  createdAt: instantSchema,
  /** Deleted expenses stay as rows, so that a deletion can be undone and a receipt is never lost. */
  deletedAt: z.nullable(instantSchema),
  /** What the Hub has decided; absent while it has said nothing. A change by the pair makes it wait again. */
  review: z.optional(z.enum(['waiting', 'approved', 'queried', 'rejected'])),
  declaration: z.optional(z.nullable(declarationSchema)),
  /** The expense report in which it was handed in to the Hub, by whom and when. */
  submission: z.optional(z.object({ id: idSchema, by: idSchema, at: instantSchema })),
  /** How often it was changed since it was added: the Hub decides about a revision. */
  revision: z.optional(z.int()),
});
export type Expense = z.infer<typeof expenseSchema>;

/** The media types that a receipt or an evidence photo may have. */
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoType = (typeof photoTypes)[number];
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
  /** Into the exchange's currency on that day, for an advance in another one. */
  rate: z.optional(z.nullable(rateSchema)),
});
export type Advance = z.infer<typeof advanceSchema>;
