import * as z from 'zod/mini';
import { amountToDecimal, type Currency, currencySchema, parseAmount, rateValueSchema } from '#domain/expense/money.ts';
import { categorySchema, type Expense, paidBySides, type Rate } from '#domain/expense/schema.ts';
import type { ArgsOf } from '#domain/mutators.ts';

/** The form as it stands on the screen: what was typed, as it was typed. '' is “not yet”. */
const fieldsSchema = z.object({
  amount: z.string(),
  currency: currencySchema,
  rate: z.string(),
  rateSource: z.string(),
  day: z.string(),
  category: z.union([categorySchema, z.literal('')]),
  merchant: z.string(),
  note: z.string(),
  paidBy: z.enum(paidBySides),
});
export type Fields = z.infer<typeof fieldsSchema>;
export type FieldName = keyof Fields;

/** Only the fields that the person has touched: the others follow the expense, also when another phone changes it. */
export const draftSchema = z.partial(fieldsSchema);
export type Draft = z.infer<typeof draftSchema>;

export type FormSetting = {
  /** The budget's currency. */
  budget: Currency;
  /** What an expense without a currency is probably in. */
  usualCurrency: Currency;
  /** What an expense without a date is probably of: the day of its capture in host time. */
  usualDay: string;
  /** The decimal sign of the language. */
  decimalSign: string;
};

/** The form before anything is touched. */
export function fieldsOf(expense: Expense, setting: FormSetting): Fields {
  const { amount, currency, rate, day, category, merchant, note, paidBy } = expense;
  const localized = (decimal: string) => decimal.replace('.', setting.decimalSign);
  return {
    amount: amount === null ? '' : localized(amountToDecimal(amount, currency ?? setting.usualCurrency)),
    currency: currency ?? setting.usualCurrency,
    rate: rate ? localized(rate.value) : '',
    rateSource: rate?.source ?? '',
    day: day ?? setting.usualDay,
    category: category ?? '',
    merchant,
    note,
    paidBy,
  };
}

/** What is on the screen: the touched fields over the expense. */
export function shownFields(base: Fields, draft: Draft): Fields {
  const touched = Object.entries(draft).filter(([, value]) => value !== undefined);
  // Entries of a Draft without its gaps are fields with their own values.
  return { ...base, ...(Object.fromEntries(touched) as Partial<Fields>) };
}

/** A rate as it may be typed (`0,0405`, `.04`) as decimal text, or undefined when it is none. */
export function parseRate(text: string): string | undefined {
  const compact = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  const value = compact.startsWith('.') ? `0${compact}` : compact;
  return rateValueSchema.safeParse(value).success ? value : undefined;
}

export type FormErrors = { amount?: true; rate?: true };
type Changes = ArgsOf<'expense.edit'>['changes'];

/**
 * Reads the form. What can't be read is an error and not a change; nothing has to be filled in.
 * @returns the fields of the expense that would become different, and only those
 */
export function readForm(
  expense: Expense,
  fields: Fields,
  draft: Draft,
  setting: FormSetting,
): { changes: Changes; errors: FormErrors } {
  const errors: FormErrors = {};
  const amount = fields.amount.trim() ? parseAmount(fields.amount, fields.currency) : null;
  if (amount === undefined) errors.amount = true;
  // A currency that nobody chose is said only together with an amount.
  const chosen = draft.currency !== undefined || expense.currency !== null;
  const currency = chosen || (amount ?? null) !== null ? fields.currency : null;
  const rate = currency === null || currency === setting.budget ? null : readRate(expense, fields);
  if (rate === undefined) errors.rate = true;
  const next = {
    amount: amount ?? null,
    currency,
    rate: rate ?? null,
    day: fields.day || null,
    category: fields.category || null,
    merchant: fields.merchant.trim(),
    note: fields.note,
    paidBy: fields.paidBy,
  };
  const unread = new Set<string>(Object.keys(errors));
  const changed = Object.entries(next).filter(
    ([key, value]) => !unread.has(key) && !same(value, expense[key as keyof typeof next]),
  );
  // Entries of `next` keep their own types, which Object.entries forgets.
  return { changes: Object.fromEntries(changed) as Changes, errors };
}

/** A rate keeps the day that it was given for; a new one is of the expense's day. */
function readRate(expense: Expense, fields: Fields): Rate | null | undefined {
  if (!fields.rate.trim()) return null;
  const value = parseRate(fields.rate);
  if (value === undefined) return undefined;
  const source = fields.rateSource.trim();
  const { rate, currency } = expense;
  if (rate && currency === fields.currency && rate.value === value && rate.source === source) return rate;
  return { value, source, day: fields.day || (expense.day ?? expense.createdAt.slice(0, 10)) };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
