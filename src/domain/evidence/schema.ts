import * as z from 'zod/mini';
import { fileFields } from '../expense/schema.ts';
import { idSchema, instantSchema, proseSchema } from '../scalars.ts';

/** A photo of the visit, for the report; unlike a receipt it may be published. */
export const evidenceSchema = z.looseObject({
  id: idSchema,
  /** The report section it stands in, if any yet. */
  sectionId: z.nullable(idSchema),
  /** The session that it was taken in, if it was in one. */
  sessionId: z.optional(z.nullable(idSchema)),
  caption: proseSchema,
  licence: z.literal('CC BY-SA 4.0'),
  ...fileFields,
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** A note of the visit, shared by the pair. */
export const noteSchema = z.looseObject({
  id: idSchema,
  body: proseSchema,
  createdBy: idSchema,
  createdAt: instantSchema,
});
export type Note = z.infer<typeof noteSchema>;
