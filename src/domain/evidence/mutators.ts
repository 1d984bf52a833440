import * as z from 'zod/mini';
import { inOwnName, late } from '../access/access.ts';
import { changesOf, create, defineMutation, pair, patch } from '../mutation.ts';
import { idSchema } from '../scalars.ts';
import { evidenceSchema, noteSchema } from './schema.ts';

const evidence = evidenceSchema.shape;

export const evidenceMutations = {
  'evidence.add': defineMutation(z.strictObject(evidence), late(inOwnName(pair)), (tx, args) =>
    create(tx, 'evidence', args),
  ),

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

  'note.add': defineMutation(z.strictObject(noteSchema.shape), late(inOwnName(pair)), (tx, args) =>
    create(tx, 'note', args),
  ),

  'note.edit': defineMutation(
    z.strictObject({ id: idSchema, changes: changesOf({ body: noteSchema.shape.body }) }),
    pair,
    (tx, { id, changes }) => patch(tx, 'note', id, changes),
  ),
};
