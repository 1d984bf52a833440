import { isOpen, isRemoved, isTodoOf, type Thread, threadsOf } from '#domain/comment/threads.ts';
import type { Store } from '../store.ts';
import { listRows, listRowsOf } from './rows.ts';

/** The threads on one text, the earliest first. */
export async function listThreads(store: Store, textId: string): Promise<Thread[]> {
  const [comments, replies] = await Promise.all([
    listRowsOf(store, 'comment', textId),
    listRows(store, 'commentReply'),
  ]);
  return threadsOf(comments, replies);
}

/** How many threads are open by their text, and how many of them this person’s side is to do. */
export async function countOpenThreads(store: Store): Promise<{ byText: ReadonlyMap<string, number>; todos: number }> {
  const comments = await listRows(store, 'comment');
  const byText = new Map<string, number>();
  for (const comment of comments)
    if (isOpen(comment) && !isRemoved(comment)) byText.set(comment.textId, (byText.get(comment.textId) ?? 0) + 1);
  return { byText, todos: comments.filter((comment) => isTodoOf(store.context.role, comment)).length };
}
