import * as z from 'zod/mini';
import { reject } from '../errors.ts';
import { changesOf, create, defineMutation, everyone, pair, patch } from '../mutation.ts';
import { idSchema } from '../scalars.ts';
import { materialSchema, objectiveSchema, questionSchema } from './schema.ts';

const objective = objectiveSchema.shape;
const question = questionSchema.shape;
const material = materialSchema.shape;

export const planMutations = {
  'objective.add': defineMutation(z.strictObject(objective), pair, (tx, args) => create(tx, 'objective', args)),

  'objective.edit': defineMutation(
    z.strictObject({
      id: idSchema,
      changes: changesOf({
        order: objective.order,
        title: objective.title,
        problem: objective.problem,
        indicator: objective.indicator,
        state: objective.state,
      }),
    }),
    pair,
    (tx, { id, changes }) => patch(tx, 'objective', id, changes),
  ),

  'objective.remove': defineMutation(z.strictObject({ id: idSchema }), pair, async (tx, { id }) => {
    if (!(await tx.get('objective', id))) return reject('not_found', 'objective');
    for (const session of await tx.list('session')) {
      if (!session.objectiveIds.includes(id)) continue;
      await tx.put('session', { ...session, objectiveIds: session.objectiveIds.filter((served) => served !== id) });
    }
    await tx.delete('objective', id);
    return undefined;
  }),

  'question.add': defineMutation(z.strictObject(question), pair, (tx, args) => create(tx, 'question', args)),

  'question.edit': defineMutation(
    z.strictObject({
      id: idSchema,
      changes: changesOf({
        order: question.order,
        text: question.text,
        answered: question.answered,
        answer: question.answer,
      }),
    }),
    pair,
    (tx, { id, changes }) => patch(tx, 'question', id, changes),
  ),

  'material.add': defineMutation(z.strictObject(material), everyone, (tx, args) => create(tx, 'material', args)),
};
