import * as z from 'zod/mini';
import { clockTimeSchema, daySchema, idSchema, lineSchema, orderSchema, proseSchema, titleSchema } from '../scalars.ts';

export const sessionKinds = ['co-working', 'workshop', 'meeting', 'check-in', 'meal', 'transport', 'free'] as const;

/** One slot of the schedule. Its day and times are host time, as on a clock on the host's wall. */
export const sessionSchema = z.looseObject({
  id: idSchema,
  day: daySchema,
  start: clockTimeSchema,
  /** Later than `start`; a session does not cross midnight. */
  end: clockTimeSchema,
  title: titleSchema,
  kind: z.enum(sessionKinds),
  place: lineSchema,
  /** The participant who leads it. */
  leadId: z.nullable(idSchema),
  objectiveIds: z.array(idSchema).check(z.maxLength(20)),
  state: z.enum(['planned', 'done', 'dropped']),
  note: proseSchema,
});
export type Session = z.infer<typeof sessionSchema>;
export type SessionKind = Session['kind'];

/** A hands-on task of a session. */
export const taskSchema = z.looseObject({
  id: idSchema,
  sessionId: idSchema,
  order: orderSchema,
  title: titleSchema,
  done: z.boolean(),
});
export type Task = z.infer<typeof taskSchema>;
