import * as z from 'zod/mini';
import { idSchema, lineSchema, orderSchema, proseSchema, titleSchema } from '../scalars.ts';

/** A learning objective: a problem to solve, what will differ afterwards, and how one will know. */
export const objectiveSchema = z.looseObject({
  id: idSchema,
  order: orderSchema,
  title: titleSchema,
  /** The concrete local problem behind it. */
  problem: proseSchema,
  /** How the pair will know that it is reached. */
  indicator: proseSchema,
  state: z.enum(['planned', 'in-progress', 'achieved', 'partly', 'not-achieved']),
});
export type Objective = z.infer<typeof objectiveSchema>;
export type ObjectiveState = Objective['state'];

/** A question that the mentee brings; 10–15 are wanted before the visit (Guidance). */
export const questionSchema = z.looseObject({
  id: idSchema,
  order: orderSchema,
  text: titleSchema,
  answered: z.boolean(),
  answer: proseSchema,
});
export type Question = z.infer<typeof questionSchema>;

/** Reading that the mentor shares before or during the visit. */
export const materialSchema = z.looseObject({
  id: idSchema,
  order: orderSchema,
  title: titleSchema,
  url: lineSchema,
  note: proseSchema,
});
export type Material = z.infer<typeof materialSchema>;
