import * as z from 'zod/mini';
import { dayPlansSchema } from '../day-plan/schema.ts';
import { amountSchema, currencySchema } from '../expense/money-schema.ts';
import { categorySchema } from '../expense/schema.ts';
import { sectionSchema } from '../report/schema.ts';
import { instantSchema, proseSchema } from '../scalars.ts';
import { defaultSections } from './defaults.ts';

/**
 * What a new exchange begins with, for the whole programme. It is copied into the exchange when that is created, so an
 * exchange keeps the version that it started with, whatever the Hub changes later.
 */
export const templateSchema = z.object({
  /** The parts of the joint report, in their order; each at most once. */
  sections: z
    .array(z.pick(sectionSchema, { key: true, owner: true, required: true }))
    .check(z.minLength(1), z.maxLength(20), z.refine(areDifferent('key'))),
  /** What is usually approved, in minor units of `currency`; of an exchange with another currency nothing is set. */
  amounts: z
    .array(z.object({ category: categorySchema, approved: amountSchema }))
    .check(z.maxLength(20), z.refine(areDifferent('category'))),
  currency: currencySchema,
  /** What the programme covers and what not, in words for both sides; may be empty. */
  policies: proseSchema,
  /** The days that the pair may fill its schedule from; a template that was saved before there were any has none. */
  days: z._default(dayPlansSchema, []),
});
export type Template = z.infer<typeof templateSchema>;

/** A version of the template; 0 is the one that Carnet comes with. */
export const savedTemplateSchema = z.object({ version: z.int().check(z.minimum(0)), template: templateSchema });
export type SavedTemplate = z.infer<typeof savedTemplateSchema>;

export const builtInTemplate: SavedTemplate = {
  version: 0,
  template: { sections: [...defaultSections], amounts: [], currency: 'EUR', policies: '', days: [] },
};

export const saveTemplateRequestSchema = z.object({
  type: z.literal('save-template'),
  /** The version that was changed: when somebody has saved another one meanwhile, this one is refused. */
  base: z.int().check(z.minimum(0)),
  /** Without `days` from an app that does not know them: then those that were saved stay. */
  template: z.extend(templateSchema, { days: z.optional(dayPlansSchema) }),
});
export type SaveTemplateRequest = z.infer<typeof saveTemplateRequestSchema>;

export const templateResponseSchema = z.object({
  type: z.literal('template'),
  ...savedTemplateSchema.shape,
  /** All versions that were saved, the newest first, and by whom. */
  history: z.array(z.object({ version: z.int(), savedAt: instantSchema, savedBy: z.string() })),
});
export type TemplateResponse = z.infer<typeof templateResponseSchema>;

function areDifferent<Key extends string>(key: Key) {
  return (items: readonly Readonly<Record<Key, unknown>>[]) =>
    new Set(items.map((item) => item[key])).size === items.length;
}
