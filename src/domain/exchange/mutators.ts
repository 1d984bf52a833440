import * as z from 'zod/mini';
import { isTimeZone } from '../days.ts';
import { type Rejection, reject } from '../errors.ts';
import { create, defineMutation, hubOnly, patch } from '../mutation.ts';
import { type Exchange, exchangeSchema, participantSchema } from './schema.ts';

function checkExchange({ firstDay, lastDay, hostZone }: Exchange): Rejection | undefined {
  if (lastDay < firstDay) return reject('rule_broken', 'dates');
  return isTimeZone(hostZone) ? undefined : reject('rule_broken', 'zone');
}

const exchangeArgs = z.strictObject(exchangeSchema.shape);

export const exchangeMutations = {
  'exchange.create': defineMutation(exchangeArgs, hubOnly, async (tx, args, context) => {
    if (args.id !== context.exchangeId) return reject('not_allowed', 'exchange');
    return checkExchange(args) ?? create(tx, 'exchange', args);
  }),

  'exchange.edit': defineMutation(
    z.strictObject({
      id: exchangeArgs.shape.id,
      changes: z.partial(z.omit(exchangeArgs, { id: true, createdAt: true })),
    }),
    hubOnly,
    (tx, { id, changes }) => patch(tx, 'exchange', id, changes, checkExchange),
  ),

  'participant.add': defineMutation(z.strictObject(participantSchema.shape), hubOnly, (tx, args) =>
    create(tx, 'participant', args),
  ),
};
