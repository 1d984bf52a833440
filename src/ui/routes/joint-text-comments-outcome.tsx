import { useState } from 'preact/hooks';
import type { Comment } from '#domain/comment/schema.ts';
import { isOpen } from '#domain/comment/threads.ts';
import { Button } from '../components/button.tsx';
import { Saved } from '../components/saved.tsx';
import { useMessages, useStore } from '../context.ts';
import { SaveOutcome, type Saving, useSaving } from './plan-save.tsx';

export type CommentWrites = {
  /** Of the form. */
  saving: Saving;
  /** Of what is done by one press. */
  pressed: Saving;
  settle: (comment: Comment) => void;
  remove: (id: string) => void;
  /** What was just removed. */
  removed: string | null;
  undo: () => void;
};

/** What is done to comments without a form. */
export function useCommentWrites(): CommentWrites {
  const store = useStore();
  const saving = useSaving();
  const pressed = useSaving();
  const [removed, setRemoved] = useState<string | null>(null);

  function settle({ id, ...comment }: Comment): void {
    setRemoved(null);
    const args = isOpen(comment) ? { id, at: store.instant() } : { id };
    void pressed.save(() => store.mutate(isOpen(comment) ? 'comment.resolve' : 'comment.reopen', args));
  }

  async function remove(id: string): Promise<void> {
    saving.clear();
    if (await pressed.save(() => store.mutate('comment.remove', { id, at: store.instant() }))) setRemoved(id);
  }

  async function undo(id: string): Promise<void> {
    if (await pressed.save(() => store.mutate('comment.restore', { id }))) setRemoved(null);
  }

  return {
    saving,
    pressed,
    settle,
    remove: (id) => void remove(id),
    removed,
    undo: () => void (removed && undo(removed)),
  };
}

/** Says what came of a write, aloud too; what was removed can be brought back here. */
export function CommentOutcome({ writes, isFormOpen }: { writes: CommentWrites; isFormOpen: boolean }) {
  const { t } = useMessages();
  const { saving, pressed, removed, undo } = writes;
  const isQuiet = ['idle', 'saving', 'saved'].includes(pressed.state);
  return (
    <>
      <div class="comments-said" aria-live="polite">
        {saving.state === 'saved' && !isFormOpen && !removed && <Saved>{t('comment-saved')}</Saved>}
        {removed && (
          <p class="row">
            {t('comment-removed')} <Button onClick={undo}>{t('comment-undo')}</Button>
          </p>
        )}
      </div>
      {!isQuiet && <SaveOutcome state={pressed.state} />}
    </>
  );
}
