import { cdxIconEdit, cdxIconTrash } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import type { Comment, CommentReply } from '#domain/comment/schema.ts';
import { isRemoved } from '#domain/comment/threads.ts';
import type { Participant } from '#domain/exchange/schema.ts';
import { IconButton } from '../components/button.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages, useStore } from '../context.ts';
import type { CommentForm } from './joint-text-comments-form.ts';

/** What all threads of a list are shown with. */
export type ThreadFacts = {
  people: ReadonlyMap<string, Participant>;
  /** The ids of what still waits on this device. */
  unsent: ReadonlySet<string>;
  now: number;
  /** Nothing is offered to those who can't write here. */
  canWrite: boolean;
};

/** What can be done in each of them. */
export type ThreadDoing = {
  open: (form: CommentForm) => void;
  settle: (comment: Comment) => void;
  remove: (id: string) => void;
  /** Shows the passage in the text. */
  reveal: (id: string) => void;
};

export type ThreadTools = ThreadFacts & ThreadDoing;

type RemarkProps = {
  row: Comment | CommentReply;
  tools: ThreadTools;
  isReply?: boolean;
  children?: ComponentChildren;
};

/** What one person said in a thread, and when. */
export function Remark({ row, tools, isReply, children }: RemarkProps) {
  const { t, format } = useMessages();
  const { id, words, participantId, at } = row;
  const isOwn = participantId === useStore().context.participantId;
  const who = t(
    'review-by',
    nameOf(tools, participantId, t('role-hub')),
    format.ago(Date.parse(at), tools.now, 'short'),
  );
  return (
    <div class={isReply ? 'comment-reply' : 'comment-first'}>
      <div class="comment-head">
        <p class="row">
          {children}
          <span class="subtle small">{who}</span>
          <UnsentMark shown={tools.unsent.has(id)} />
        </p>
        {isOwn && tools.canWrite && !isRemoved(row) && (
          <span class="comment-own">
            <IconButton
              icon={cdxIconEdit}
              label={t('comment-edit-one')}
              onClick={() => tools.open({ by: 'edit', id })}
            />
            <IconButton icon={cdxIconTrash} label={t('comment-remove')} onClick={() => tools.remove(id)} />
          </span>
        )}
      </div>
      {isRemoved(row) ? (
        <p class="subtle">{t('comment-removed-head')}</p>
      ) : (
        <p class="prose" dir="auto">
          {words}
        </p>
      )}
    </div>
  );
}

/** @param hub what one is called who is no participant here */
export function nameOf({ people }: ThreadTools, id: string, hub: string): string {
  return people.get(id)?.name ?? hub;
}
