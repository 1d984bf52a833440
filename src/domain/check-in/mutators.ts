import * as z from 'zod/mini';
import { reject } from '../errors.ts';
import { create, defineMutation, everyone, pair } from '../mutation.ts';
import { proseSchema } from '../scalars.ts';
import { checkInReplySchema, checkInSchema } from './schema.ts';

const { id, feeling, words, at } = checkInSchema.shape;
const saidSchema = proseSchema.check(z.refine((text) => text.trim().length > 0));

export const checkInMutations = {
  'checkin.send': defineMutation(z.strictObject({ id, feeling, words, at }), pair, (tx, args, { participantId }) =>
    create(tx, 'checkIn', { ...args, participantId, onlyFor: [participantId, 'hub'] }),
  ),

  'checkin.reply': defineMutation(
    z.strictObject({ id, checkInId: checkInReplySchema.shape.checkInId, words: saidSchema, at }),
    everyone,
    async (tx, args, { participantId }) => {
      // One that is there is one that the author of the reply may read.
      const checkIn = await tx.get('checkIn', args.checkInId);
      if (!checkIn) return reject('not_found', 'checkIn');
      return create(tx, 'checkInReply', { ...args, participantId, onlyFor: checkIn.onlyFor });
    },
  ),
};
