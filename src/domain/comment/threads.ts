import type { Role } from '../scalars.ts';
import type { Comment, CommentReply } from './schema.ts';

/** A comment with what was answered, the earliest first. */
export type Thread = { readonly comment: Comment; readonly replies: readonly CommentReply[] };

/**
 * The threads of one text or of all, the earliest first. A comment that its author has removed stays only as the head
 * of what others have answered.
 */
export function threadsOf(comments: readonly Comment[], replies: readonly CommentReply[]): Thread[] {
  const present = Map.groupBy(replies.filter((reply) => !isRemoved(reply)).sort(byTime), ({ commentId }) => commentId);
  return comments
    .map((comment) => ({ comment, replies: present.get(comment.id) ?? [] }))
    .filter((thread) => !isRemoved(thread.comment) || thread.replies.length > 0)
    .sort((a, b) => byTime(a.comment, b.comment));
}

export function isRemoved({ removedAt }: Pick<Comment, 'removedAt'>): boolean {
  return removedAt !== undefined && removedAt !== null;
}

export function isOpen({ resolvedAt }: Pick<Comment, 'resolvedAt'>): boolean {
  return resolvedAt === undefined || resolvedAt === null;
}

/** Whether it is an open to-do of this side. The Hub has none: it asks, and the pair does. */
export function isTodoOf(role: Role, comment: Comment): boolean {
  const { todoFor } = comment;
  if (!isOpen(comment) || isRemoved(comment) || todoFor === null || role === 'hub') return false;
  return todoFor === 'both' || todoFor === role;
}

function byTime(a: { at: string; id: string }, b: { at: string; id: string }): number {
  return a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1;
}
