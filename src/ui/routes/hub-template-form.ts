import * as z from 'zod/mini';
import { amountToDecimal, type Currency, parseAmount } from '#domain/expense/money.ts';
import { currencySchema } from '#domain/expense/money-schema.ts';
import { type Category, categories } from '#domain/expense/schema.ts';
import { sectionKeys } from '#domain/report/schema.ts';
import { proseLimit } from '#domain/scalars.ts';
import type { Template } from '#domain/template/schema.ts';
import { dayFormSchema, daysToForm, readDays } from './hub-template-days.ts';

const partSchema = z.object({
  key: z.enum(sectionKeys),
  owner: z.enum(['mentee', 'mentor', 'both']),
  required: z.boolean(),
  /** Whether the report has it. */
  used: z.boolean(),
});
export type Part = z.infer<typeof partSchema>;

/** The template as it is typed: every part that there is, and amounts as text by their category. */
export const templateFormSchema = z.object({
  parts: z.array(partSchema),
  amounts: z.record(z.string(), z.string()),
  currency: currencySchema,
  policies: z.string(),
  days: z.array(dayFormSchema),
});
export type TemplateForm = z.infer<typeof templateFormSchema>;

export function formOf({ sections, amounts, currency, policies, days }: Template): TemplateForm {
  const used = sections.map((section) => ({ ...section, used: true }));
  const unused = sectionKeys
    .filter((key) => sections.every((section) => section.key !== key))
    .map((key) => ({ key, owner: 'both' as const, required: false, used: false }));
  return {
    parts: [...used, ...unused],
    amounts: Object.fromEntries(
      amounts.map(({ category, approved }) => [category, amountToDecimal(approved, currency)]),
    ),
    currency,
    policies,
    days: daysToForm(days),
  };
}

/** The categories whose amount can't be read. */
export function wrongAmounts({ amounts, currency }: TemplateForm): Category[] {
  return categories.filter((category) => readAmount(amounts[category], currency) === undefined);
}

/** @returns undefined while something in it can't be read */
export function templateOf(form: TemplateForm): Template | undefined {
  const sections = form.parts.filter(({ used }) => used).map(({ key, owner, required }) => ({ key, owner, required }));
  const days = readDays(form.days);
  if (sections.length === 0 || wrongAmounts(form).length > 0 || !days || form.policies.length > proseLimit)
    return undefined;
  const amounts = categories.flatMap((category) => {
    const approved = readAmount(form.amounts[category], form.currency);
    return approved ? [{ category, approved }] : [];
  });
  return { sections, amounts, currency: form.currency, policies: form.policies, days };
}

/** Nothing typed is no amount; undefined is one that can't be read. */
function readAmount(text: string | undefined, currency: Currency): number | undefined {
  return text === undefined || text.trim() === '' ? 0 : parseAmount(text, currency);
}

/** A list with one of it moved up or down. */
export function movePart<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const moved = [...list];
  const [part] = moved.splice(from, 1);
  if (part) moved.splice(from + by, 0, part);
  return moved;
}
