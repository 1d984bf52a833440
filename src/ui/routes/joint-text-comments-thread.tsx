import { cdxIconCheck, cdxIconEdit, cdxIconTrash, cdxIconUndo } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import type { Comment, CommentReply } from '#domain/comment/schema.ts';
import { isOpen, isRemoved, isTodoOf, type Thread } from '#domain/comment/threads.ts';
import type { Participant } from '#domain/exchange/schema.ts';
import { Button, IconButton } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages, useStore } from '../context.ts';
import type { CommentForm } from './joint-text-comments-form.ts';

/** What all threads of a list share. */
export type ThreadTools = {
  people: ReadonlyMap<string, Participant>;
  /** The ids of what still waits on this device. */
  unsent: ReadonlySet<string>;
  now: number;
  /** Nothing is offered to those who can't write here. */
  canWrite: boolean;
  open: (form: CommentForm) => void;
  settle: (comment: Comment) => void;
  remove: (id: string) => void;
  /** Shows the passage in the text. */
  reveal: (id: string) => void;
};

type ThreadProps = { thread: Thread; isGone: boolean; isChosen: boolean; tools: ThreadTools };

/** A comment with its passage, its answers, and what can be done about it. */
export function CommentThread({ thread: { comment, replies }, isGone, isChosen, tools }: ThreadProps) {
  const { t } = useMessages();
  return (
    <li
      class={`comment-thread${isOpen(comment) ? '' : ' comment-resolved'}`}
      aria-current={isChosen ? 'true' : undefined}
    >
      <h3 class="comment-heading">
        <Quote comment={comment} isGone={isGone} onReveal={() => tools.reveal(comment.id)} />
      </h3>
      {isGone && <p class="subtle small">{t('comment-gone')}</p>}
      <Remark row={comment} tools={tools}>
        <Kind comment={comment} />
      </Remark>
      {replies.map((reply) => (
        <Remark key={reply.id} row={reply} tools={tools} isReply />
      ))}
      <Settled comment={comment} tools={tools} />
      {tools.canWrite && <ThreadActions comment={comment} tools={tools} />}
    </li>
  );
}

type QuoteProps = { comment: Comment; isGone: boolean; onReveal: () => void };

function Quote({ comment: { anchor }, isGone, onReveal }: QuoteProps) {
  const { t } = useMessages();
  if (!anchor) return t('comment-all');
  const words = <span class="comment-quote-words">{anchor.quote.replace(/\s+/g, ' ')}</span>;
  if (isGone) return <s dir="auto">{words}</s>;
  return (
    <button type="button" class="comment-quote" dir="auto" title={t('comment-go')} onClick={onReveal}>
      {words}
    </button>
  );
}

function Kind({ comment }: { comment: Comment }) {
  const { t } = useMessages();
  const { role } = useStore().context;
  if (comment.todoFor === null) return null;
  const isMine = isTodoOf(role, comment);
  return (
    <Chip tone={isMine ? 'warning' : isOpen(comment) ? 'notice' : 'success'}>
      {t(isMine ? 'comment-mine' : `comment-kind-${comment.todoFor}`)}
    </Chip>
  );
}

type RemarkProps = {
  row: Comment | CommentReply;
  tools: ThreadTools;
  isReply?: boolean;
  children?: ComponentChildren;
};

function Remark({ row, tools, isReply, children }: RemarkProps) {
  const { t, format } = useMessages();
  const { id, words, participantId, at } = row;
  const isOwn = participantId === useStore().context.participantId;
  const who = t(
    'review-by',
    nameOf(tools, participantId, t('role-hub')),
    format.relative(Date.parse(at), tools.now, 'short'),
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

function Settled({ comment, tools }: { comment: Comment; tools: ThreadTools }) {
  const { t, format } = useMessages();
  const { resolvedBy, resolvedAt, todoFor } = comment;
  if (!resolvedBy || !resolvedAt) return null;
  const when = format.relative(Date.parse(resolvedAt), tools.now, 'short');
  const key = todoFor === null ? 'comment-resolved-by' : 'comment-done-by';
  return <p class="subtle small">{t(key, nameOf(tools, resolvedBy, t('role-hub')), when)}</p>;
}

function ThreadActions({ comment, tools }: { comment: Comment; tools: ThreadTools }) {
  const { t } = useMessages();
  const key = !isOpen(comment) ? 'comment-reopen' : comment.todoFor === null ? 'comment-resolve' : 'comment-done';
  return (
    <div class="comment-actions">
      <Button weight="quiet" action="progressive" onClick={() => tools.open({ by: 'reply', commentId: comment.id })}>
        {t('comment-reply')}
      </Button>
      <Button weight="quiet" icon={isOpen(comment) ? cdxIconCheck : cdxIconUndo} onClick={() => tools.settle(comment)}>
        {t(key)}
      </Button>
    </div>
  );
}

function nameOf({ people }: ThreadTools, id: string, hub: string): string {
  return people.get(id)?.name ?? hub;
}
