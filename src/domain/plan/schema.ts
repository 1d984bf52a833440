import * as z from 'zod/mini';
import { fileFields } from '../expense/schema.ts';
import { idSchema, instantSchema, lineSchema, orderSchema, proseSchema, titleSchema } from '../scalars.ts';

/** The thematic areas of the programme, for finding experience and for the Hub's figures. */
export const areas = [
  'community',
  'education',
  'glam',
  'content',
  'events',
  'technology',
  'governance',
  'communication',
  'other',
] as const;
export const areaSchema = z.enum(areas);
export type Area = z.infer<typeof areaSchema>;

export const objectiveStates = ['planned', 'in-progress', 'achieved', 'partly', 'not-achieved'] as const;

/** A learning objective: a problem to solve, what will differ afterwards, and how one will know. */
export const objectiveSchema = z.looseObject({
  id: idSchema,
  order: orderSchema,
  title: titleSchema,
  /** The concrete local problem behind it. */
  problem: proseSchema,
  /** What will be different afterwards. Absent, as `area`, in what an older version of the app wrote. */
  difference: z.optional(proseSchema),
  /** How the pair will know that it is reached. */
  indicator: proseSchema,
  area: z.optional(z.nullable(areaSchema)),
  state: z.enum(objectiveStates),
});
export type Objective = z.infer<typeof objectiveSchema>;
export type ObjectiveState = Objective['state'];

/**
 * One step of an objective: which state it came to, who said so, when by their clock, and why. Those of an objective that
 * was removed stay, seen by nobody.
 */
export const objectiveStepSchema = z.looseObject({
  id: idSchema,
  objectiveId: idSchema,
  /** 1, 2, 3 … in the order in which the server took the steps of the objective. */
  number: z.int().check(z.minimum(1)),
  state: z.enum(objectiveStates),
  note: proseSchema,
  participantId: idSchema,
  at: instantSchema,
});
export type ObjectiveStep = z.infer<typeof objectiveStepSchema>;

/** A question that the mentee brings; 10–15 are wanted before the visit (Guidance). */
export const questionSchema = z.looseObject({
  id: idSchema,
  order: orderSchema,
  text: titleSchema,
  answered: z.boolean(),
  answer: proseSchema,
  /** The session in which it was answered. */
  answeredIn: z.optional(z.nullable(idSchema)),
});
export type Question = z.infer<typeof questionSchema>;

/** Reading that the mentor shares before or during the visit. */
export const materialSchema = z.looseObject({
  id: idSchema,
  order: orderSchema,
  title: titleSchema,
  url: lineSchema,
  note: proseSchema,
  /** The phones of both sides fetch its file over any connection, to have it with no network. */
  offline: z.optional(z.boolean()),
  /** Instead of a link, a file. */
  ...z.partial(z.object(fileFields)).shape,
});
export type Material = z.infer<typeof materialSchema>;
