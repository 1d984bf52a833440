import * as z from 'zod/mini';
import { onlyForSchema } from '../private.ts';
import {
  clockTimeSchema,
  daySchema,
  idSchema,
  instantSchema,
  lineSchema,
  orderSchema,
  proseSchema,
  titleSchema,
} from '../scalars.ts';

export const sessionKinds = ['co-working', 'workshop', 'meeting', 'check-in', 'meal', 'transport', 'free'] as const;

/** Times as they were: never an end before its start. */
const actualSchema = z.looseObject({ start: clockTimeSchema, end: clockTimeSchema });
export type ActualTimes = { start: string; end: string };

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
  /** What to know or bring. The notes that are taken in it are the joint text of the same id. */
  note: proseSchema,
  /** The participants whose time it takes, beside the lead; absent or empty: everybody's. */
  attendeeIds: z.optional(z.array(idSchema).check(z.maxLength(30))),
  /** When it really began and ended (host time, on its day), once somebody has said so. */
  actual: z.optional(z.nullable(actualSchema)),
  /** A personal item: its owner alone has it. */
  onlyFor: z.optional(onlyForSchema),
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
  onlyFor: z.optional(onlyForSchema),
});
export type Task = z.infer<typeof taskSchema>;

/** What of a session is told by its history. */
export const trackedFields = [
  'day',
  'start',
  'end',
  'state',
  'actual',
  'title',
  'kind',
  'place',
  'leadId',
  'attendeeIds',
  'objectiveIds',
  'note',
] as const satisfies readonly (keyof Session)[];
export type TrackedField = (typeof trackedFields)[number];

/** Somebody's change of a session: what it was, what it became. Written by the mutation that made it. */
export const sessionChangeSchema = z.looseObject({
  id: idSchema,
  sessionId: idSchema,
  /** 1, 2, 3 … of its session: the order in which the server took the changes in, whatever the phones' clocks say. */
  place: z.int().check(z.minimum(1)),
  authorId: idSchema,
  /** When the person made it, by their phone. */
  at: instantSchema,
  /** The fields that it changed, before and after; one that had no value is left out. */
  from: z.partial(z.looseObject(sessionSchema.shape)),
  to: z.partial(z.looseObject(sessionSchema.shape)),
  onlyFor: z.optional(onlyForSchema),
});
export type SessionChange = z.infer<typeof sessionChangeSchema>;

/** What a change's row is called and when it was made: both come from the phone, since a mutation has no clock. */
export const stampSchema = z.strictObject({ id: idSchema, at: instantSchema });
export type Stamp = z.infer<typeof stampSchema>;
