import * as z from 'zod/mini';
import { inOwnName } from '../access/access.ts';
import { reject } from '../errors.ts';
import { changesOf, create, defineMutation, hubOnly, pair, patch } from '../mutation.ts';
import { idSchema } from '../scalars.ts';
import { isText } from './joint-texts.ts';
import {
  actionItemSchema,
  liveBlocks,
  sectionSchema,
  takenSchema,
  textUpdateSchema,
  textVersionSchema,
  translationSchema,
} from './schema.ts';
import { translationId } from './translations.ts';

const item = actionItemSchema.shape;

export const reportMutations = {
  'section.add': defineMutation(z.strictObject(sectionSchema.shape), hubOnly, (tx, args) =>
    create(tx, 'section', args),
  ),

  /** Says what a section's own text is written in. */
  'section.edit': defineMutation(
    z.strictObject({ id: idSchema, changes: changesOf({ language: sectionSchema.shape.language }) }),
    pair,
    (tx, { id, changes }) => patch(tx, 'section', id, changes),
  ),

  /** Adds a language to a section. It has one text in it, so who adds it as the second adds nothing, and is not refused. */
  'translation.add': defineMutation(
    z.strictObject({ id: idSchema, sectionId: idSchema, language: translationSchema.shape.language }),
    pair,
    async (tx, args) => {
      if (args.id !== translationId(args.sectionId, args.language)) return reject('args_invalid', 'id');
      if (!(await tx.get('section', args.sectionId))) return reject('not_found', 'section');
      await tx.put('translation', args);
      return undefined;
    },
  ),

  /** Takes a language from a section. The words stay, and come back with it. */
  'translation.remove': defineMutation(z.strictObject({ id: idSchema }), pair, (tx, { id }) =>
    patch(tx, 'translation', id, { removed: true }),
  ),

  /**
   * Says that a block is text of a section now; its letters came with a `text.edit` before this. Where the other side has
   * taken it meanwhile, theirs stay and these go, so that nothing stands there twice: by an update, since what somebody
   * wrote among them hangs on them, and stays.
   */
  'section.take': defineMutation(
    z.strictObject({ id: idSchema, block: z.enum(liveBlocks), revertId: idSchema, ...takenSchema.shape }),
    inOwnName(pair, 'by'),
    async (tx, { id, block, revertId, ...taken }) => {
      const row = await tx.get('section', id);
      if (!row) return reject('not_found', 'section');
      const { by, at, revert: update } = taken;
      if (row.taken?.[block]) return create(tx, 'textUpdate', { id: revertId, textId: id, update, authorId: by, at });
      await tx.put('section', { ...row, taken: { ...row.taken, [block]: taken } });
      return undefined;
    },
  ),

  /** Makes a block live again, if it is this occasion's text; its letters went with a `text.edit` before this. */
  'section.release': defineMutation(
    z.strictObject({ id: idSchema, block: z.enum(liveBlocks), occasion: idSchema }),
    pair,
    async (tx, { id, block, occasion }) => {
      const row = await tx.get('section', id);
      if (!row) return reject('not_found', 'section');
      const { [block]: taken, ...others } = row.taken ?? {};
      if (taken?.occasion === occasion) await tx.put('section', { ...row, taken: others });
      return undefined;
    },
  ),

  /** Appends to a joint text; updates merge in any order, so nothing here can conflict. */
  'text.edit': defineMutation(z.strictObject(textUpdateSchema.shape), inOwnName(pair, 'authorId'), async (tx, args) => {
    if (!(await isText(tx, args.textId))) return reject('not_found', 'section');
    const translation = await tx.get('translation', args.textId);
    // Who wrote in it did not know that the other side has removed it.
    if (translation?.removed) await tx.put('translation', { ...translation, removed: false });
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
