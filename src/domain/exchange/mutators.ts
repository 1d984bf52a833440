import * as z from 'zod/mini';
import { since } from '../access/access.ts';
import { isTimeZone } from '../days.ts';
import { type Rejection, reject } from '../errors.ts';
import { changesOf, create, defineMutation, hubOnly, patch } from '../mutation.ts';
import { titleSchema } from '../scalars.ts';
import { type Exchange, exchangeSchema, participantSchema } from './schema.ts';

function checkExchange({ firstDay, lastDay, hostZone }: Exchange): Rejection | undefined {
  if (lastDay < firstDay) return reject('rule_broken', 'dates');
  return isTimeZone(hostZone) ? undefined : reject('rule_broken', 'zone');
}

/** An exchange is opened and closed by name, not by an edit. */
export const exchangeArgs = z.omit(z.strictObject(exchangeSchema.shape), {
  closedAt: true,
  closedWhy: true,
  cancelled: true,
});
const { id, createdAt: at } = exchangeArgs.shape;
const participant = participantSchema.shape;

export const exchangeMutations = {
  'exchange.create': defineMutation(exchangeArgs, hubOnly, async (tx, args, context) => {
    if (args.id !== context.exchangeId) return reject('not_allowed', 'exchange');
    return checkExchange(args) ?? create(tx, 'exchange', args);
  }),

  'exchange.edit': defineMutation(
    z.strictObject({
      id,
      changes: z.partial(z.omit(exchangeArgs, { id: true, createdAt: true, templateVersion: true })),
    }),
    hubOnly,
    (tx, { id, changes }) => patch(tx, 'exchange', id, changes, checkExchange),
  ),

  /** The visit is over and accounted for: from now on the pair only brings what comes late (`late`). */
  'exchange.close': defineMutation(
    z.strictObject({ id, at, why: z.optional(titleSchema) }),
    since('afterwards', hubOnly),
    (tx, args) => patch(tx, 'exchange', args.id, { closedAt: args.at, closedWhy: args.why ?? null }),
  ),

  /** It won't take place, or broke off, whatever the date. */
  'exchange.cancel': defineMutation(z.strictObject({ id, at, why: titleSchema }), hubOnly, (tx, args) =>
    patch(tx, 'exchange', args.id, { closedAt: args.at, cancelled: args.why }),
  ),

  'exchange.reopen': defineMutation(z.strictObject({ id }), hubOnly, (tx, args) =>
    patch(tx, 'exchange', args.id, { closedAt: null, closedWhy: null, cancelled: null }),
  ),

  'participant.add': defineMutation(z.strictObject(participantSchema.shape), hubOnly, (tx, args) =>
    create(tx, 'participant', args),
  ),

  /** Their side stays: devices are signed in for it. */
  'participant.edit': defineMutation(
    z.strictObject({
      id,
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
