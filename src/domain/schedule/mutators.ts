import * as z from 'zod/mini';
import { type Rejection, reject } from '../errors.ts';
import { changesOf, create, defineMutation, pair, patch } from '../mutation.ts';
import { idSchema } from '../scalars.ts';
import { type Session, sessionSchema, taskSchema } from './schema.ts';

const session = sessionSchema.shape;
const task = taskSchema.shape;

function checkTimes(row: Pick<Session, 'start' | 'end'>): Rejection | undefined {
  return row.end > row.start ? undefined : reject('rule_broken', 'session-times');
}

export const scheduleMutations = {
  'session.add': defineMutation(
    z.strictObject(session),
    pair,
    async (tx, args) => checkTimes(args) ?? create(tx, 'session', args),
  ),

  'session.edit': defineMutation(
    z.strictObject({
      id: idSchema,
      changes: changesOf({
        title: session.title,
        kind: session.kind,
        place: session.place,
        leadId: session.leadId,
        objectiveIds: session.objectiveIds,
        note: session.note,
      }),
    }),
    pair,
    (tx, { id, changes }) => patch(tx, 'session', id, changes),
  ),

  /** The day and the times go together: half of a move would be a slot that nobody meant. */
  'session.move': defineMutation(
    z.strictObject({ id: idSchema, day: session.day, start: session.start, end: session.end }),
    pair,
    (tx, { id, ...slot }) => patch(tx, 'session', id, slot, checkTimes),
  ),

  'session.mark': defineMutation(z.strictObject({ id: idSchema, state: session.state }), pair, (tx, { id, state }) =>
    patch(tx, 'session', id, { state }),
  ),

  'task.add': defineMutation(z.strictObject(task), pair, async (tx, args) =>
    (await tx.get('session', args.sessionId)) ? create(tx, 'task', args) : reject('not_found', 'session'),
  ),

  'task.tick': defineMutation(z.strictObject({ id: idSchema, done: task.done }), pair, (tx, { id, done }) =>
    patch(tx, 'task', id, { done }),
  ),
};
