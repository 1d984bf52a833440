import * as z from 'zod/mini';
import { reject } from '../errors.ts';
import { create, defineMutation, pair, patch } from '../mutation.ts';
import { proseSchema } from '../scalars.ts';
import { callNoteSchema, followUpSchema } from './schema.ts';

const { start, link, done } = followUpSchema.shape;
const { id, at } = callNoteSchema.shape;
const saidSchema = proseSchema.check(z.refine((text) => text.trim().length > 0));

export const followUpMutations = {
  /** A new time takes the place of the old one, and has to be accepted by the other side again. */
  'call.propose': defineMutation(
    z.strictObject({ start, link }),
    pair,
    async (tx, args, { exchangeId, participantId, role }) => {
      if (role === 'hub') return reject('not_allowed', 'role');
      const before = await tx.get('followUp', exchangeId);
      const sequence = before ? before.sequence + 1 : 0;
      const proposal = { proposedBy: participantId, side: role, acceptedBy: null, done: false, sequence };
      await tx.put('followUp', { ...before, id: exchangeId, ...args, ...proposal });
      return undefined;
    },
  ),

  /** Accepts the time that the person saw: where another stands by then, they have to look again (S3). */
  'call.accept': defineMutation(
    z.strictObject({ start }),
    pair,
    async (tx, args, { exchangeId, participantId, role }) => {
      const call = await tx.get('followUp', exchangeId);
      if (!call) return reject('not_found', 'followUp');
      if (call.start !== args.start) return reject('rule_broken', 'call-changed');
      if (call.side === role) return reject('not_allowed', 'side');
      await tx.put('followUp', { ...call, acceptedBy: participantId });
      return undefined;
    },
  ),

  'call.mark': defineMutation(z.strictObject({ done }), pair, (tx, args, { exchangeId }) =>
    patch(tx, 'followUp', exchangeId, args),
  ),

  'callnote.add': defineMutation(z.strictObject({ id, words: saidSchema, at }), pair, (tx, args, { participantId }) =>
    create(tx, 'callNote', { ...args, participantId }),
  ),

  'callnote.edit': defineMutation(
    z.strictObject({ id, words: saidSchema }),
    pair,
    async (tx, { words, ...args }, { participantId }) => {
      const note = await tx.get('callNote', args.id);
      if (!note) return reject('not_found', 'callNote');
      if (note.participantId !== participantId) return reject('not_allowed', 'author');
      return patch(tx, 'callNote', note.id, { words });
    },
  ),
};
