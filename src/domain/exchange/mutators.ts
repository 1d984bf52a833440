import * as z from 'zod/mini';
import { reject } from '../errors.ts';
import { create, defineMutation, hubOnly, patch } from '../mutation.ts';
import { exchangeSchema, participantSchema } from './schema.ts';

const exchangeArgs = z.strictObject(exchangeSchema.shape);

export const exchangeMutations = {
  'exchange.create': defineMutation(exchangeArgs, hubOnly, async (tx, args, context) => {
    if (args.id !== context.exchangeId) return reject('not_allowed', 'exchange');
    if (args.lastDay < args.firstDay) return reject('rule_broken', 'dates');
    return create(tx, 'exchange', args);
  }),

  'exchange.edit': defineMutation(
    z.strictObject({
      id: exchangeArgs.shape.id,
      changes: z.partial(z.omit(exchangeArgs, { id: true, createdAt: true })),
    }),
    hubOnly,
    (tx, { id, changes }) =>
      patch(tx, 'exchange', id, changes, (next) =>
        next.lastDay < next.firstDay ? reject('rule_broken', 'dates') : undefined,
      ),
  ),

  'participant.add': defineMutation(z.strictObject(participantSchema.shape), hubOnly, (tx, args) =>
    create(tx, 'participant', args),
  ),
};
