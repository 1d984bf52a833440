import '../styles/joint-text-comments.css';
import { cdxIconSpeechBubbleAdd } from '@wikimedia/codex-icons';
import { useMemo, useRef, useState } from 'preact/hooks';
import { isOpen, type Thread } from '#domain/comment/threads.ts';
import { listThreads } from '#store/queries/comment.ts';
import { participantsById } from '#store/queries/exchange.ts';
import type { Store } from '#store/store.ts';
import { Button } from '../components/button.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import { useUnsent } from '../hooks/use-unsent.ts';
import type { JointText } from './joint-text.ts';
import { CommentDialog } from './joint-text-comments-dialog.tsx';
import type { Commenting } from './joint-text-comments-form.ts';
import { useCommentKey, usePlaces } from './joint-text-comments-hooks.ts';
import { CommentOutcome, useCommentWrites } from './joint-text-comments-outcome.tsx';
import type { Places } from './joint-text-comments-places.ts';
import type { ThreadDoing, ThreadFacts, ThreadTools } from './joint-text-comments-remark.tsx';
import { CommentThread } from './joint-text-comments-thread.tsx';
import type { RichEditor } from './joint-text-quill.ts';

/** More than a person reads at once, and than the page lays out again quickly while somebody types. */
const shownAtFirst = 30;

type CommentsProps = {
  textId: string;
  text: JointText;
  /** null while it is being opened. */
  editor: RichEditor | null;
  commenting: Commenting;
};

/** The comments on a text, in the order of their places in it, and the way to a new one. */
export function JointTextComments({ textId, text, editor, commenting }: CommentsProps) {
  const { t } = useMessages();
  const store = useStore();
  const now = useNow();
  const unsent = useUnsent();
  const known = useLive(() => readComments(store, textId), [store, textId]);
  const [withResolved, setWithResolved] = useState(false);
  const [all, setAll] = useState(false);
  const writes = useCommentWrites();
  const { can: canWrite, form, anchor, open, close } = commenting;
  const { places, chosen, reveal } = usePlaces(editor, text, known?.threads);
  useCommentKey(editor, canWrite, () => open({ by: 'new' }));
  const doing = { open, settle: writes.settle, remove: writes.remove, reveal };
  const tools = useTools({ people: known?.people ?? noPeople, unsent, now, canWrite }, doing);
  if (!known) return null;
  const { threads } = known;
  const openOnes = threads.filter(({ comment }) => isOpen(comment));
  const listed = inOrder(withResolved ? threads : openOnes, places);
  const shown = listed.filter(({ comment }, index) => all || index < shownAtFirst || comment.id === chosen);
  return (
    <section class="comments" aria-label={t('comment-list')}>
      <div class="comments-head">
        {threads.length > 0 && <h2 class="comments-title">{t('comment-list')}</h2>}
        {openOnes.length > 0 && <span class="subtle small">{t('comment-open', openOnes.length)}</span>}
        {canWrite && (
          <Button icon={cdxIconSpeechBubbleAdd} weight="quiet" onClick={() => open({ by: 'new' })}>
            {t('comment-add')}
          </Button>
        )}
      </div>
      <CommentOutcome writes={writes} isFormOpen={form !== undefined} />
      {shown.length > 0 && (
        <ol class="comment-threads">
          {shown.map((thread) => (
            <CommentThread
              key={thread.comment.id}
              thread={thread}
              isGone={places.get(thread.comment.id) === 'gone'}
              isChosen={chosen === thread.comment.id}
              tools={tools}
            />
          ))}
        </ol>
      )}
      {shown.length < listed.length && (
        <Button onClick={() => setAll(true)}>{t('comment-show-all', listed.length)}</Button>
      )}
      {threads.length > openOnes.length && (
        <Button weight="quiet" aria-pressed={withResolved} onClick={() => setWithResolved(!withResolved)}>
          {t('comment-show-resolved', threads.length - openOnes.length)}
        </Button>
      )}
      {form && (
        <CommentDialog
          key={JSON.stringify(form)}
          form={form}
          textId={textId}
          threads={threads}
          anchor={anchor}
          saving={writes.saving}
          flush={text.flush}
          onClose={close}
        />
      )}
    </section>
  );
}

const noPeople: ThreadTools['people'] = new Map();

/** The same object until something of it is shown otherwise: a letter typed in the text draws no thread again. */
function useTools({ people, unsent, now, canWrite }: ThreadFacts, doing: ThreadDoing): ThreadTools {
  const latest = useRef(doing);
  latest.current = doing;
  return useMemo(
    () => ({
      people,
      unsent,
      now,
      canWrite,
      open: (form) => latest.current.open(form),
      settle: (comment) => latest.current.settle(comment),
      remove: (id) => latest.current.remove(id),
      reveal: (id) => latest.current.reveal(id),
    }),
    [people, unsent, now, canWrite],
  );
}

async function readComments(store: Store, textId: string) {
  const [threads, people] = await Promise.all([listThreads(store, textId), participantsById(store)]);
  return { threads, people };
}

/** Those about the whole text first, then as they stand in it, at the end those whose passage is gone. */
function inOrder(threads: readonly Thread[], places: Places): Thread[] {
  const ranks = new Map([...places.keys()].map((id, index) => [id, index]));
  const rankOf = ({ comment }: Thread) => (comment.anchor ? (ranks.get(comment.id) ?? places.size) : -1);
  return threads.toSorted((a, b) => rankOf(a) - rankOf(b));
}
