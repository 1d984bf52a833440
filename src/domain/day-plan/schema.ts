import * as z from 'zod/mini';
import { idSchema, orderSchema, titleSchema } from '../scalars.ts';
import { sessionSchema } from '../schedule/schema.ts';

const { start, end, title, kind } = sessionSchema.shape;

/** A session of a day that has no date yet: host time, as on a clock on the host's wall. */
const plannedSessionSchema = z
  .object({
    start,
    end,
    title,
    kind,
    /** The titles of its hands-on tasks, in their order. */
    tasks: z.array(titleSchema).check(z.maxLength(20)),
  })
  .check(z.refine((session) => session.end > session.start));
export type PlannedSession = z.infer<typeof plannedSessionSchema>;

/** A day that the Hub suggests for a visit: “First day”, “A day in the library”. */
export const dayPlanFields = {
  name: titleSchema,
  sessions: z.array(plannedSessionSchema).check(z.minLength(1), z.maxLength(20)),
};

/** The days of the Hub's template, in the order of a visit. */
export const dayPlansSchema = z.array(z.object(dayPlanFields)).check(z.maxLength(10));
export type NamedDay = z.infer<typeof dayPlansSchema>[number];

/** Such a day in the exchange that began with it. Nothing changes it there: the pair's own days are its schedule. */
export const dayPlanSchema = z.looseObject({ id: idSchema, order: orderSchema, ...dayPlanFields });
export type DayPlan = z.infer<typeof dayPlanSchema>;
