import * as z from 'zod/mini';
import { reject } from '../errors.ts';
import { changesOf, create, defineMutation, everyone, type MutationContext, type Outcome, patch } from '../mutation.ts';
import { isText } from '../report/joint-texts.ts';
import { instantSchema, proseSchema } from '../scalars.ts';
import type { Tx } from '../tx.ts';
import { commentReplySchema, commentSchema } from './schema.ts';

const { id, at, textId, anchor, todoFor } = commentSchema.shape;
const { commentId } = commentReplySchema.shape;
const saidSchema = proseSchema.check(z.refine((text) => text.trim().length > 0));

/** Which of both kinds has this id; a reason where none has, or where somebody else has said it. */
async function findOwn(tx: Tx, id: string, { participantId }: MutationContext) {
  const comment = await tx.get('comment', id);
  const row = comment ?? (await tx.get('commentReply', id));
  if (!row) return { refused: reject('not_found', 'comment') };
  if (row.participantId !== participantId) return { refused: reject('not_allowed', 'author') };
  return { kind: comment ? ('comment' as const) : ('commentReply' as const) };
}

async function setRemoved(tx: Tx, id: string, removedAt: string | null, context: MutationContext): Promise<Outcome> {
  const { kind, refused } = await findOwn(tx, id, context);
  return kind ? patch(tx, kind, id, { removedAt }) : refused;
}

/**
 * Comments are between those who read the exchange. They change no letter of the text, are in nothing that is signed or
 * published, and either side settles them.
 */
export const commentMutations = {
  'comment.add': defineMutation(
    z.strictObject({ id, textId, anchor, todoFor, words: saidSchema, at }),
    everyone,
    async (tx, args, { participantId }) => {
      if (!(await isText(tx, args.textId))) return reject('not_found', 'section');
      return create(tx, 'comment', { ...args, participantId });
    },
  ),

  'comment.reply': defineMutation(
    z.strictObject({ id, commentId, words: saidSchema, at }),
    everyone,
    async (tx, args, { participantId }) => {
      if (!(await tx.get('comment', args.commentId))) return reject('not_found', 'comment');
      return create(tx, 'commentReply', { ...args, participantId });
    },
  ),

  'comment.edit': defineMutation(
    z.strictObject({ id, changes: changesOf({ words: saidSchema, todoFor }) }),
    everyone,
    async (tx, { id, changes }, context) => {
      const { kind, refused } = await findOwn(tx, id, context);
      if (!kind) return refused;
      if (kind === 'commentReply' && changes.todoFor !== undefined) return reject('rule_broken', 'comment-reply-todo');
      return patch(tx, kind, id, changes);
    },
  ),

  'comment.resolve': defineMutation(z.strictObject({ id, at }), everyone, (tx, { id, at }, { participantId }) =>
    patch(tx, 'comment', id, { resolvedBy: participantId, resolvedAt: at }),
  ),

  'comment.reopen': defineMutation(z.strictObject({ id }), everyone, (tx, { id }) =>
    patch(tx, 'comment', id, { resolvedBy: null, resolvedAt: null }),
  ),

  /** Of one's own words, whether they began the thread or answered in it. What others answered stays to be read. */
  'comment.remove': defineMutation(z.strictObject({ id, at: instantSchema }), everyone, (tx, { id, at }, context) =>
    setRemoved(tx, id, at, context),
  ),

  'comment.restore': defineMutation(z.strictObject({ id }), everyone, (tx, { id }, context) =>
    setRemoved(tx, id, null, context),
  ),
};
