import * as z from 'zod/mini';
import { isTimeZone } from '../days.ts';
import { type Rejection, reject } from '../errors.ts';
import { changesOf, create, defineMutation, hubOnly, patch } from '../mutation.ts';
import { idSchema } from '../scalars.ts';
import { type Exchange, exchangeSchema, participantSchema } from './schema.ts';

function checkExchange({ firstDay, lastDay, hostZone }: Exchange): Rejection | undefined {
  if (lastDay < firstDay) return reject('rule_broken', 'dates');
  return isTimeZone(hostZone) ? undefined : reject('rule_broken', 'zone');
}

const participant = participantSchema.shape;
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

  /** Their side stays: devices are signed in for it. */
  'participant.edit': defineMutation(
    z.strictObject({
      id: idSchema,
      changes: changesOf({
        name: participant.name,
        community: participant.community,
        username: participant.username,
        lead: participant.lead,
      }),
    }),
    hubOnly,
    (tx, { id, changes }) => patch(tx, 'participant', id, changes),
  ),
};
