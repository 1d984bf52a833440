import * as z from 'zod/mini';
import { reject } from '../errors.ts';
import { fileFields } from '../expense/schema.ts';
import { changesOf, create, defineMutation, everyone, type Outcome, pair, patch } from '../mutation.ts';
import { idSchema } from '../scalars.ts';
import type { Tx } from '../tx.ts';
import { materialSchema, objectiveSchema, objectiveStepSchema, questionSchema } from './schema.ts';

const objective = objectiveSchema.shape;
const step = objectiveStepSchema.shape;
const question = questionSchema.shape;
const material = materialSchema.shape;
const wholeFile = z.object(fileFields);

export const planMutations = {
  /** One that was removed comes back as the last of its steps left it, which its remover may not have heard of. */
  'objective.add': defineMutation(z.strictObject(objective), pair, async (tx, args) => {
    const last = (await tx.list('objectiveStep', args.id)).sort((a, b) => b.number - a.number)[0];
    return create(tx, 'objective', { ...args, state: last?.state ?? args.state });
  }),

  'objective.edit': defineMutation(
    z.strictObject({
      id: idSchema,
      changes: changesOf({
        order: objective.order,
        title: objective.title,
        problem: objective.problem,
        difference: objective.difference,
        indicator: objective.indicator,
        area: objective.area,
        // Of apps that keep no steps yet.
        state: objective.state,
      }),
    }),
    pair,
    (tx, { id, changes }) => patch(tx, 'objective', id, changes),
  ),

  /** Takes it from the plan and its sessions. What it had come to stays in its authors' names, and comes back with it. */
  'objective.remove': defineMutation(z.strictObject({ id: idSchema }), pair, async (tx, { id }) => {
    if (!(await tx.get('objective', id))) return reject('not_found', 'objective');
    for (const session of await tx.list('session')) {
      if (!session.objectiveIds.includes(id)) continue;
      await tx.put('session', { ...session, objectiveIds: session.objectiveIds.filter((served) => served !== id) });
    }
    await tx.delete('objective', id);
    return undefined;
  }),

  /** What an objective has come to; each step stays, so that the report can tell how it went. */
  'objective.progress': defineMutation(
    z.strictObject({ id: step.id, objectiveId: step.objectiveId, state: step.state, note: step.note, at: step.at }),
    pair,
    async (tx, args, { participantId }) => {
      const row = await tx.get('objective', args.objectiveId);
      if (!row) return reject('not_found', 'objective');
      const number = (await tx.list('objectiveStep', row.id)).length + 1;
      const refusal = await create(tx, 'objectiveStep', { ...args, participantId, number });
      if (refusal) return refusal;
      await tx.put('objective', { ...row, state: args.state });
      return undefined;
    },
  ),

  'question.add': defineMutation(z.strictObject(question), pair, (tx, args) => create(tx, 'question', args)),

  'question.edit': defineMutation(
    z.strictObject({
      id: idSchema,
      changes: changesOf({
        order: question.order,
        text: question.text,
        answered: question.answered,
        answer: question.answer,
        answeredIn: question.answeredIn,
      }),
    }),
    pair,
    (tx, { id, changes }) => patch(tx, 'question', id, changes),
  ),

  'question.remove': defineMutation(z.strictObject({ id: idSchema }), pair, (tx, { id }) => remove(tx, 'question', id)),

  'material.add': defineMutation(z.strictObject(material), everyone, async (tx, args, context) => {
    if (args.createdBy !== undefined && args.createdBy !== context.participantId)
      return reject('not_allowed', 'author');
    if (args.blob !== undefined && !wholeFile.safeParse(args).success) return reject('args_invalid', 'file');
    return create(tx, 'material', args);
  }),

  'material.edit': defineMutation(
    z.strictObject({
      id: idSchema,
      changes: changesOf({
        order: material.order,
        title: material.title,
        url: material.url,
        note: material.note,
        offline: material.offline,
      }),
    }),
    everyone,
    (tx, { id, changes }) => patch(tx, 'material', id, changes),
  ),

  'material.remove': defineMutation(z.strictObject({ id: idSchema }), everyone, (tx, { id }) =>
    remove(tx, 'material', id),
  ),
};

async function remove(tx: Tx, kind: 'question' | 'material', id: string): Promise<Outcome> {
  if (!(await tx.get(kind, id))) return reject('not_found', kind);
  await tx.delete(kind, id);
  return undefined;
}
