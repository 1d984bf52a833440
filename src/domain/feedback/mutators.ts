import * as z from 'zod/mini';
import { reject } from '../errors.ts';
import { create, defineMutation, pair } from '../mutation.ts';
import { feedbackSchema } from './schema.ts';

const { id, at, words } = feedbackSchema.shape;
const saidSchema = words.check(z.refine((text) => text.trim().length > 0));

export const feedbackMutations = {
  'feedback.give': defineMutation(
    z.strictObject({ id, words: saidSchema, at }),
    pair,
    async (tx, args, { participantId, role }) => {
      if (role === 'hub') return reject('not_allowed', 'role');
      return create(tx, 'feedback', { ...args, side: role, participantId, onlyFor: [role, 'hub'] });
    },
  ),
};
