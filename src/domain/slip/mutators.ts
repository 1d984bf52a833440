import * as z from 'zod/mini';
import { reject } from '../errors.ts';
import { create, defineMutation, pair } from '../mutation.ts';
import { idSchema } from '../scalars.ts';
import { slipFileSchema, slipSchema } from './schema.ts';

export const slipMutations = {
  /** Records an exchange slip, or corrects one. */
  'slip.record': defineMutation(z.strictObject(slipSchema.shape), pair, async (tx, args, context) => {
    const known = await tx.get('slip', args.id);
    if ((known?.createdBy ?? args.createdBy) !== args.createdBy) return reject('already_exists', 'slip');
    if (!known && args.createdBy !== context.participantId) return reject('not_allowed', 'author');
    const advance = await tx.get('advance', args.advanceId);
    if (!advance) return reject('not_found', 'advance');
    if (advance.currency === args.currency) return reject('rule_broken', 'slip-currency');
    await tx.put('slip', args);
    return undefined;
  }),

  'slip.remove': defineMutation(z.strictObject({ id: idSchema }), pair, async (tx, { id }) => {
    if (!(await tx.get('slip', id))) return reject('not_found', 'slip');
    await tx.delete('slip', id);
    return undefined;
  }),

  'slip.attach': defineMutation(z.strictObject(slipFileSchema.shape), pair, async (tx, args, context) => {
    if (args.createdBy !== context.participantId) return reject('not_allowed', 'author');
    if (!(await tx.get('slip', args.slipId))) return reject('not_found', 'slip');
    return create(tx, 'slipFile', args);
  }),
};
