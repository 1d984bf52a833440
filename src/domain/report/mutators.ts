import * as z from 'zod/mini';
import { inOwnName } from '../access/access.ts';
import { reject } from '../errors.ts';
import { changesOf, create, defineMutation, hubOnly, pair, patch } from '../mutation.ts';
import { idSchema } from '../scalars.ts';
import { isText } from './joint-texts.ts';
import { actionItemSchema, sectionSchema, textUpdateSchema, textVersionSchema } from './schema.ts';

const item = actionItemSchema.shape;

export const reportMutations = {
  'section.add': defineMutation(z.strictObject(sectionSchema.shape), hubOnly, (tx, args) =>
    create(tx, 'section', args),
  ),

  /** Appends to a joint text; updates merge in any order, so nothing here can conflict. */
  'text.edit': defineMutation(z.strictObject(textUpdateSchema.shape), inOwnName(pair, 'authorId'), async (tx, args) => {
    if (!(await isText(tx, args.textId))) return reject('not_found', 'section');
    return create(tx, 'textUpdate', args);
  }),

  /** Keeps the words that a restore is about to replace; agreement and signature keep theirs themselves (versions.ts). */
  'version.keep': defineMutation(
    z.strictObject({ ...textVersionSchema.shape, reason: z.literal('restore'), authorId: idSchema }),
    inOwnName(pair, 'authorId'),
    async (tx, args) => {
      if (!(await isText(tx, args.textId))) return reject('not_found', 'section');
      return create(tx, 'textVersion', args);
    },
  ),

  'action.add': defineMutation(z.strictObject(item), pair, (tx, args) => create(tx, 'actionItem', args)),

  'action.edit': defineMutation(
    z.strictObject({
      id: idSchema,
      changes: changesOf({
        order: item.order,
        what: item.what,
        who: item.who,
        due: item.due,
        done: item.done,
        note: item.note,
      }),
    }),
    pair,
    (tx, { id, changes }) => patch(tx, 'actionItem', id, changes),
  ),
};
