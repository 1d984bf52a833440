import { cdxIconCheck, cdxIconUndo } from '@wikimedia/codex-icons';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Comment } from '#domain/comment/schema.ts';
import { isOpen, isTodoOf, type Thread } from '#domain/comment/threads.ts';
import { Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { useMessages, useStore } from '../context.ts';
import { nameOf, Remark, type ThreadTools } from './joint-text-comments-remark.tsx';

type ThreadProps = { thread: Thread; isGone: boolean; isChosen: boolean; tools: ThreadTools };

/** A thread, drawn again only when something of it has changed: there may be 150 beside a text that is typed in. */
export function CommentThread({ thread, isGone, isChosen, tools }: ThreadProps) {
  return useMemo(
    () => <ThreadCard thread={thread} isGone={isGone} isChosen={isChosen} tools={tools} />,
    [thread, isGone, isChosen, tools],
  );
}

/** A comment with its passage, its answers, and what can be done about it. */
function ThreadCard({ thread: { comment, replies }, isGone, isChosen, tools }: ThreadProps) {
  const { t } = useMessages();
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen && item.current) scrollWithin(item.current);
  }, [isChosen]);
  return (
    <li
      ref={item}
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

/** Where the list scrolls beside the text, it shows the thread; the page itself stays where the person is. */
function scrollWithin(item: HTMLElement): void {
  const list = item.closest('.comments');
  if (!list || list.scrollHeight <= list.clientHeight) return;
  const [outer, inner] = [list.getBoundingClientRect(), item.getBoundingClientRect()];
  if (inner.top < outer.top) list.scrollTop -= outer.top - inner.top;
  else if (inner.bottom > outer.bottom) list.scrollTop += Math.min(inner.bottom - outer.bottom, inner.top - outer.top);
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

function Settled({ comment, tools }: { comment: Comment; tools: ThreadTools }) {
  const { t, format } = useMessages();
  const { resolvedBy, resolvedAt, todoFor } = comment;
  if (!resolvedBy || !resolvedAt) return null;
  const when = format.ago(Date.parse(resolvedAt), tools.now, 'short');
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
