import * as z from 'zod/mini';
import { idSchema, instantSchema, proseSchema } from '../scalars.ts';

/** One expense report: the lines that one person handed in to the Hub together. */
export const submissionSchema = z.looseObject({
  id: idSchema,
  /** 1, 2, 3 … in the order in which the server took them. */
  number: z.int().check(z.minimum(1)),
  expenseIds: z.array(idSchema).check(z.minLength(1), z.maxLength(1000)),
  note: proseSchema,
  by: idSchema,
  at: instantSchema,
});
export type Submission = z.infer<typeof submissionSchema>;
