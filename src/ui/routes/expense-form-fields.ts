import * as z from 'zod/mini';
import { amountToDecimal, type Currency, parseAmount } from '#domain/expense/money.ts';
import { currencySchema, rateValueSchema } from '#domain/expense/money-schema.ts';
import {
  categorySchema,
  type Expense,
  type ExpensePart,
  expenseSchema,
  paidBySides,
  type Rate,
} from '#domain/expense/schema.ts';
import { belongsTo, subcategorySchema } from '#domain/expense/subcategories.ts';
import type { ArgsOf } from '#domain/mutators.ts';

/** A part of a split as it was typed. */
const partFieldsSchema = z.object({
  category: z.union([categorySchema, z.literal('')]),
  subcategory: z.union([subcategorySchema, z.literal('')]),
  amount: z.string(),
  note: z.string(),
});
export type PartFields = z.infer<typeof partFieldsSchema>;

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
  /** A participant, '' for none in particular. */
  payerId: z.string(),
  subcategory: z.union([subcategorySchema, z.literal('')]),
  /** None: not split. */
  parts: z.array(partFieldsSchema),
  attendeeIds: z.array(z.string()),
  guests: z.string(),
  sessionId: z.string(),
  explanation: z.string(),
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
  /** Decimal text as one would type it in the language. */
  typed: (decimal: string) => string;
  /** The published rate of the day and currency that are on the screen. */
  offered?: Rate | undefined;
  /** Who was probably at a meal of that day, and in which session, by the schedule. */
  mealOf?: ((day: string) => Pick<Fields, 'attendeeIds' | 'sessionId'> | undefined) | undefined;
};

/** The form before anything is touched. */
export function fieldsOf(expense: Expense, setting: FormSetting): Fields {
  const { amount, currency, rate, day, category, merchant, note, paidBy } = expense;
  return {
    amount: amount === null ? '' : setting.typed(amountToDecimal(amount, currency ?? setting.usualCurrency)),
    currency: currency ?? setting.usualCurrency,
    rate: rate ? setting.typed(rate.value) : '',
    rateSource: rate?.source ?? '',
    day: day ?? setting.usualDay,
    category: category ?? '',
    merchant,
    note,
    paidBy,
    payerId: expense.payerId ?? '',
    subcategory: expense.subcategory ?? '',
    parts: (expense.parts ?? []).map((part) => partToFields(part, currency ?? setting.usualCurrency, setting.typed)),
    attendeeIds: expense.attendeeIds ?? [],
    guests: expense.guests ?? '',
    sessionId: expense.sessionId ?? '',
    explanation: expense.explanation ?? '',
  };
}

function partToFields(part: ExpensePart, currency: Currency, typed: FormSetting['typed']): PartFields {
  const { category, subcategory, amount, note } = part;
  return { category, subcategory: subcategory ?? '', amount: typed(amountToDecimal(amount, currency)), note };
}

/** A meal that says nothing of who ate has those of the day’s schedule in its form, until somebody says otherwise. */
export function withMeal(fields: Fields, draft: Draft, expense: Expense, setting: FormSetting): Fields {
  const isOpen = expense.attendeeIds === undefined && draft.attendeeIds === undefined;
  if (fields.category !== 'meals' || !isOpen || fields.day === '') return fields;
  const meal = setting.mealOf?.(fields.day);
  if (!meal) return fields;
  const isFree = draft.sessionId === undefined && !expense.sessionId;
  return { ...fields, attendeeIds: meal.attendeeIds, ...(isFree && { sessionId: meal.sessionId }) };
}

const changesSchema = z.partial(expenseSchema);

/** Changes of an expense as one would type them: a refused one comes back into the form. */
export function draftOfChanges(changes: unknown): Draft {
  const given = changesSchema.safeParse(changes).data ?? {};
  const { amount, currency, rate, day, category, merchant, note, paidBy, parts, payerId, subcategory } = given;
  const money = amount !== undefined && {
    amount: amount === null ? '' : amountToDecimal(amount, currency ?? 'EUR'),
    ...(currency && { currency }),
    rate: rate?.value ?? '',
    rateSource: rate?.source ?? '',
    ...(parts && { parts: parts.map((part) => partToFields(part, currency ?? 'EUR', (decimal) => decimal)) }),
  };
  const others = {
    payerId: payerId === null ? '' : payerId,
    subcategory: subcategory === null ? ('' as const) : subcategory,
    attendeeIds: given.attendeeIds,
    guests: given.guests,
    sessionId: given.sessionId === null ? '' : given.sessionId,
    explanation: given.explanation,
    day: day === null ? '' : day,
    category: category === null ? ('' as const) : category,
    merchant,
    note,
    paidBy,
  };
  return { ...money, ...others };
}

/** What is on the screen: the touched fields over the expense. */
export function shownFields(base: Fields, draft: Draft): Fields {
  const touched = Object.entries(draft).filter(([, value]) => value !== undefined);
  // Entries of a Draft without its gaps are fields with their own values.
  return { ...base, ...(Object.fromEntries(touched) as Partial<Fields>) };
}

const moneyFields = ['amount', 'currency', 'rate', 'rateSource', 'parts'] as const;

/**
 * What was typed, as the draft keeps it. A field that reads as before is not touched any more: it follows the expense
 * again. The fields of the money are touched together, so that 25 typed as euros stay euros when another phone
 * meanwhile makes the expense one in crowns.
 */
export function touchedFields(next: Partial<Fields>, fields: Fields, base: Fields): Draft {
  const isMoney = moneyFields.some((name) => next[name] !== undefined);
  const touched: Partial<Fields> = isMoney ? { ...moneyOf(fields), ...next } : next;
  const same = (name: string) => equal(touched[name as FieldName], base[name as FieldName]);
  const moneySame = moneyFields.every(same);
  const untouched = (name: string) => (moneyFields.some((money) => money === name) ? moneySame : same(name));
  return Object.fromEntries(
    Object.entries(touched).map(([name, value]) => [name, untouched(name) ? undefined : value]),
  );
}

function moneyOf({ amount, currency, rate, rateSource, parts }: Fields): Pick<Fields, (typeof moneyFields)[number]> {
  return { amount, currency, rate, rateSource, parts };
}

/** A rate as it may be typed (`0,0405`, `.04`) as decimal text, or undefined when it is none. */
export function parseRate(text: string): string | undefined {
  const compact = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  const value = compact.startsWith('.') ? `0${compact}` : compact;
  return rateValueSchema.safeParse(value).success ? value : undefined;
}

export type FormErrors = { amount?: true; rate?: true; parts?: true };
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
  const rate = currency === null || currency === setting.budget ? null : readRate(expense, fields, setting.offered);
  if (rate === undefined) errors.rate = true;
  const parts = readParts(fields);
  if (parts === undefined || (parts && parts.reduce((sum, part) => sum + part.amount, 0) !== amount))
    errors.parts = true;
  const money = { amount: amount ?? null, currency, rate: rate ?? null, ...ifSaid({ parts: parts ?? null }, expense) };
  const others = {
    day: fields.day || null,
    category: fields.category || null,
    merchant: fields.merchant.trim(),
    note: fields.note,
    paidBy: fields.paidBy,
    ...ifSaid(
      {
        payerId: fields.payerId || null,
        subcategory: readSubcategory(fields),
        attendeeIds: fields.attendeeIds,
        guests: fields.guests.trim(),
        sessionId: fields.sessionId || null,
        explanation: fields.explanation.trim(),
      },
      expense,
    ),
  };
  const readable = Object.keys(errors).length === 0;
  const changes = { ...(readable && differs(money, expense) && money), ...changed(others, expense) };
  return { changes, errors };
}

/** What older expenses don't have is not written into them as long as nothing is said there. */
function ifSaid<Next extends Partial<Expense>>(next: Next, expense: Expense): Partial<Next> {
  const said = Object.entries(next).filter(([key, value]) => {
    const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
    return !isEmpty || (expense[key] ?? null) !== null;
  });
  // Entries of `next` keep their own types, which Object.entries forgets.
  return Object.fromEntries(said) as Partial<Next>;
}

/** A kind of spending goes with its category. */
function readSubcategory({ subcategory, category }: Fields): Expense['subcategory'] {
  return subcategory !== '' && belongsTo(subcategory, category || null) ? subcategory : null;
}

/** @returns null for a receipt that is not split, undefined when a part can't be read */
function readParts({ parts, currency }: Fields): ExpensePart[] | null | undefined {
  if (parts.length === 0) return null;
  const read = parts.flatMap(({ category, subcategory, amount, note }) => {
    const minor = parseAmount(amount, currency);
    if (!minor || category === '') return [];
    const kind = subcategory !== '' && belongsTo(subcategory, category) ? subcategory : null;
    return [{ category, subcategory: kind, amount: minor, note: note.trim() }];
  });
  return read.length === parts.length && read.length > 1 ? read : undefined;
}

/** An amount means nothing without its currency, nor a rate: all three are sent when one is different. */
function differs(money: Partial<Expense>, expense: Expense): boolean {
  return Object.keys(changed(money, expense)).length > 0;
}

/** The fields that would become different. */
function changed<Next extends Partial<Expense>>(next: Next, expense: Expense): Partial<Next> {
  const different = Object.entries(next).filter(([key, value]) => !same(value, expense[key]));
  // Entries of `next` keep their own types, which Object.entries forgets.
  return Object.fromEntries(different) as Partial<Next>;
}

/** A rate keeps the day that it was given or published for; a typed one is of the expense's day. */
function readRate(expense: Expense, fields: Fields, offered: Rate | undefined): Rate | null | undefined {
  if (!fields.rate.trim()) return null;
  const value = parseRate(fields.rate);
  if (value === undefined) return undefined;
  const source = fields.rateSource.trim();
  const { rate, currency } = expense;
  if (rate && currency === fields.currency && rate.value === value && rate.source === source) return rate;
  if (offered && offered.value === value && offered.source === source) return offered;
  return { value, source, day: fields.day || (expense.day ?? expense.createdAt.slice(0, 10)) };
}

function equal(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && same(a, b));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
