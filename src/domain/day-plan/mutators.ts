import * as z from 'zod/mini';
import { create, defineMutation, hubOnly } from '../mutation.ts';
import { dayPlanSchema } from './schema.ts';

export const dayPlanMutations = {
  /** Brings a day of the Hub's template into the exchange that begins with it. */
  'dayplan.add': defineMutation(z.strictObject(dayPlanSchema.shape), hubOnly, (tx, args) =>
    create(tx, 'dayPlan', args),
  ),
};
