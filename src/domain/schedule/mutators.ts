import * as z from 'zod/mini';
import { type Rejection, reject } from '../errors.ts';
import { changesOf, create, defineMutation, type MutationContext, type Outcome, pair, patch } from '../mutation.ts';
import { idSchema } from '../scalars.ts';
import type { Tx } from '../tx.ts';
import { readersOf, recordChange } from './record-change.ts';
import { type Session, type Stamp, sessionSchema, stampSchema, taskSchema } from './schema.ts';

const session = sessionSchema.shape;
const task = taskSchema.shape;
const stamp = z.optional(stampSchema);
const slot = { day: session.day, start: session.start, end: session.end };

function checkTimes({ start, end, actual }: Pick<Session, 'start' | 'end' | 'actual'>): Rejection | undefined {
  const isWhole = end > start && (!actual || actual.end >= actual.start);
  return isWhole ? undefined : reject('rule_broken', 'session-times');
}

/** A personal item is one's own and nobody else's. */
function checkOwner({ onlyFor }: Session, { participantId }: MutationContext): Rejection | undefined {
  const isOwn = !onlyFor || (onlyFor.length === 1 && onlyFor[0] === participantId);
  return isOwn ? undefined : reject('not_allowed', 'private');
}

type Change = { id: string; stamp?: Stamp | undefined };

/** Changes a session, and keeps in its history what that was. */
async function changeSession(
  tx: Tx,
  { id, stamp }: Change,
  context: MutationContext,
  change: (row: Session) => Partial<Session>,
): Promise<Outcome> {
  const before = await tx.get('session', id);
  if (!before) return reject('not_found', 'session');
  const after: Session = { ...before, ...change(before) };
  const rejection = checkTimes(after);
  if (rejection) return rejection;
  await tx.put('session', after);
  await recordChange(tx, before, after, context.participantId, stamp);
  return undefined;
}

export const scheduleMutations = {
  'session.add': defineMutation(
    z.strictObject(session),
    pair,
    async (tx, args, context) => checkOwner(args, context) ?? checkTimes(args) ?? create(tx, 'session', args),
  ),

  'session.edit': defineMutation(
    z.strictObject({
      id: idSchema,
      changes: changesOf({
        title: session.title,
        kind: session.kind,
        place: session.place,
        leadId: session.leadId,
        attendeeIds: session.attendeeIds,
        objectiveIds: session.objectiveIds,
        note: session.note,
      }),
      stamp,
    }),
    pair,
    // The args schema has checked each field; absent ones stay as they are.
    (tx, args, context) => changeSession(tx, args, context, () => args.changes as Partial<Session>),
  ),

  /**
   * Moves a session to another day or time. Start and end go together: half of a move would be a slot that nobody
   * meant. The day and the times are two intentions: of them, what the person left as it was (`from`) stays as the
   * other side has made it meanwhile. An older app sends no `from` and means the whole slot.
   */
  'session.move': defineMutation(
    z.strictObject({ id: idSchema, ...slot, from: z.optional(z.strictObject(slot)), stamp }),
    pair,
    (tx, args, context) =>
      changeSession(tx, args, context, () => {
        const { day, start, end, from } = args;
        const sameTimes = from?.start === start && from.end === end;
        return { ...(from?.day === day ? {} : { day }), ...(sameTimes ? {} : { start, end }) };
      }),
  ),

  /** What became of it; `actual`: from when to when it really took place. */
  'session.mark': defineMutation(
    z.strictObject({ id: idSchema, state: session.state, actual: session.actual, stamp }),
    pair,
    (tx, args, context) =>
      changeSession(tx, args, context, () => {
        const { state, actual } = args;
        if (state !== 'done') return { state, actual: null };
        return actual === undefined ? { state } : { state, actual };
      }),
  ),

  /** Ties a session to one objective, or unties it, so that two people who tie it to two keep both. */
  'session.serve': defineMutation(
    z.strictObject({ id: idSchema, objectiveId: idSchema, serves: z.boolean(), stamp }),
    pair,
    async (tx, args, context) => {
      const { objectiveId, serves } = args;
      if (serves && !(await tx.get('objective', objectiveId))) return reject('not_found', 'objective');
      return changeSession(tx, args, context, ({ objectiveIds }) => {
        const others = objectiveIds.filter((id) => id !== objectiveId);
        return { objectiveIds: serves ? [...others, objectiveId] : others };
      });
    },
  ),

  'task.add': defineMutation(z.omit(z.strictObject(task), { onlyFor: true }), pair, async (tx, args) => {
    const owner = await tx.get('session', args.sessionId);
    return owner ? create(tx, 'task', { ...args, ...readersOf(owner) }) : reject('not_found', 'session');
  }),

  'task.tick': defineMutation(z.strictObject({ id: idSchema, done: task.done }), pair, (tx, { id, done }) =>
    patch(tx, 'task', id, { done }),
  ),

  /** Puts many sessions into the schedule at once, of a template or a calendar: all of them or none. */
  'schedule.fill': defineMutation(
    z.strictObject({
      sessions: z.array(z.omit(z.strictObject(session), { onlyFor: true })).check(z.minLength(1), z.maxLength(300)),
      tasks: z.array(z.omit(z.strictObject(task), { onlyFor: true })).check(z.maxLength(600)),
    }),
    pair,
    async (tx, { sessions, tasks }) => {
      const rejection = await firstOf(sessions, async (row) => checkTimes(row) ?? create(tx, 'session', row));
      return rejection ?? firstOf(tasks, (row) => create(tx, 'task', row));
    },
  ),

  /** Takes such sessions out again, as long as nobody has worked on them: those that somebody has touched stay. */
  'schedule.unfill': defineMutation(
    z.strictObject({ ids: z.array(idSchema).check(z.minLength(1), z.maxLength(300)) }),
    pair,
    async (tx, { ids }) => {
      const photos = await tx.list('evidence');
      for (const id of ids) {
        if (photos.some(({ sessionId }) => sessionId === id) || (await isTouched(tx, id))) continue;
        for (const { id: taskId } of await tx.list('task', id)) await tx.delete('task', taskId);
        await tx.delete('session', id);
      }
      return undefined;
    },
  ),
};

async function firstOf<T>(rows: readonly T[], write: (row: T) => Promise<Outcome>): Promise<Outcome> {
  for (const row of rows) {
    const rejection = await write(row);
    if (rejection) return rejection;
  }
  return undefined;
}

async function isTouched(tx: Tx, id: string): Promise<boolean> {
  const tasks = await tx.list('task', id);
  if (tasks.some(({ done }) => done)) return true;
  const [changes, texts] = [await tx.list('sessionChange', id), await tx.list('textUpdate', id)];
  return changes.length + texts.length > 0 || (await tx.get('session', id)) === undefined;
}
