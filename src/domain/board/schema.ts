import * as z from 'zod/mini';
import { currencySchema } from '../expense/money-schema.ts';
import { exchangeFiguresSchema } from '../figures/exchange-figures.ts';
import { daySchema, idSchema, instantSchema, roleSchema } from '../scalars.ts';

/**
 * Raised when `summarise` gives something else for the same rows: summaries that are kept are then made anew.
 */
export const summaryFormat = 4;

/** How far the two sides are with agreeing to the plan as it is now. */
export const agreementStates = ['none', 'one-side', 'agreed', 'voided'] as const;
export type AgreementState = (typeof agreementStates)[number];

export const reportStates = ['open', 'submitted', 'changes-asked', 'accepted'] as const;
export type ReportState = (typeof reportStates)[number];

const count = z.int().check(z.minimum(0));

/** One exchange as the board shows it: what can be said from its rows alone, without a clock. Amounts in minor units. */
export const summarySchema = z.object({
  id: idSchema,
  topic: z.string(),
  format: z.enum(['mentee-travels', 'mentor-travels']),
  menteeCommunity: z.string(),
  mentorCommunity: z.string(),
  hostCity: z.string(),
  hostZone: z.string(),
  firstDay: daySchema,
  lastDay: daySchema,
  people: z.array(z.object({ id: idSchema, name: z.string(), role: roleSchema, lead: z.boolean() })),
  agreement: z.catch(z.enum(agreementStates), 'none'),
  report: z.catch(z.enum(reportStates), 'open'),
  /** The Hub has closed or cancelled it. */
  closed: z.boolean(),
  /** It was called off; absent in what an older server has summed up. */
  cancelled: z.optional(z.boolean()),
  /** Of the budget, in its currency. `uncounted`: expenses without an amount or a rate, which `spent` leaves out. */
  currency: currencySchema,
  approved: count,
  spent: count,
  uncounted: count,
  /** What waits for the Hub. */
  waiting: z.object({ expenses: count, queries: count, checkIns: count, reports: count }),
  /** What it adds to the programme's figures; absent in what an older server has summed up. */
  figures: z.optional(exchangeFiguresSchema),
});
export type Summary = z.infer<typeof summarySchema>;
export type Waiting = Summary['waiting'];

/** A summary with what changes without the exchange: when each participant's phones were last heard of. */
export const boardEntrySchema = z.object({
  ...summarySchema.shape,
  seen: z.record(idSchema, instantSchema),
});
export type BoardEntry = z.infer<typeof boardEntrySchema>;
