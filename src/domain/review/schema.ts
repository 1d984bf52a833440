import * as z from 'zod/mini';
import { idSchema, instantSchema, proseSchema } from '../scalars.ts';

/** What the Hub decides about an expense or the report; `reopened` takes a decision back. */
export const verdicts = ['approved', 'queried', 'rejected', 'reopened'] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * One turn of the talk between the Hub and the pair about an expense or the report. Turns are only ever added, so that
 * who decided what, and with which words, stays to be read offline by both sides.
 */
export const reviewEntrySchema = z.looseObject({
  id: idSchema,
  /** The expense; the exchange itself, for its report. */
  aboutId: idSchema,
  /** 1, 2, 3 … in the order in which the server took them: no device's clock decides which is the last. */
  turn: z.int().check(z.minimum(1)),
  verdict: z.enum([...verdicts, 'answered']),
  /** The question, the reason or the answer; an approval needs none. */
  words: proseSchema,
  by: idSchema,
  at: instantSchema,
});
export type ReviewEntry = z.infer<typeof reviewEntrySchema>;

/** Where an expense or the report stands with the Hub. */
export type ReviewState = 'waiting' | 'approved' | 'queried' | 'rejected';

export function byTurn(a: ReviewEntry, b: ReviewEntry): number {
  return a.turn - b.turn || (a.id < b.id ? -1 : 1);
}

/** The state that a talk has led to: of the report, which keeps none of its own. */
export function stateOfTalk(entries: readonly ReviewEntry[]): ReviewState {
  const last = entries.toSorted(byTurn).at(-1)?.verdict;
  return last === undefined || last === 'reopened' || last === 'answered' ? 'waiting' : last;
}
