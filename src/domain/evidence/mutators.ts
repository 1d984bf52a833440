import * as z from 'zod/mini';
import { reject } from '../errors.ts';
import { changesOf, create, defineMutation, pair, patch } from '../mutation.ts';
import { idSchema } from '../scalars.ts';
import { evidenceSchema, noteSchema } from './schema.ts';

const evidence = evidenceSchema.shape;

export const evidenceMutations = {
  'evidence.add': defineMutation(z.strictObject(evidence), pair, async (tx, args, context) => {
    if (args.createdBy !== context.participantId) return reject('not_allowed', 'author');
    return create(tx, 'evidence', args);
  }),

  'evidence.edit': defineMutation(
    z.strictObject({
      id: idSchema,
      changes: changesOf({
        caption: evidence.caption,
        sectionId: evidence.sectionId,
        sessionId: evidence.sessionId,
      }),
    }),
    pair,
    (tx, { id, changes }) => patch(tx, 'evidence', id, changes),
  ),

  'note.add': defineMutation(z.strictObject(noteSchema.shape), pair, async (tx, args, context) => {
    if (args.createdBy !== context.participantId) return reject('not_allowed', 'author');
    return create(tx, 'note', args);
  }),

  'note.edit': defineMutation(
    z.strictObject({ id: idSchema, changes: changesOf({ body: noteSchema.shape.body }) }),
    pair,
    (tx, { id, changes }) => patch(tx, 'note', id, changes),
  ),
};
