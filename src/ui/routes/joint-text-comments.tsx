import '../styles/joint-text-comments.css';
import { cdxIconSpeechBubbleAdd } from '@wikimedia/codex-icons';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
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
import { CommentOutcome, useCommentWrites } from './joint-text-comments-outcome.tsx';
import { type CommentPlaces, followPlaces, type Places } from './joint-text-comments-places.ts';
import { CommentThread } from './joint-text-comments-thread.tsx';
import type { RichEditor } from './joint-text-quill.ts';

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
  const writes = useCommentWrites();
  const { can: canWrite, form, anchor, open, close } = commenting;
  const { places, chosen, reveal } = usePlaces(editor, text, known?.threads);
  useCommentKey(editor, canWrite, () => open({ by: 'new' }));
  if (!known) return null;
  const { threads, people } = known;
  const openOnes = threads.filter(({ comment }) => isOpen(comment));
  const shown = inOrder(withResolved ? threads : openOnes, places);
  const tools = { people, unsent, now, canWrite, open, settle: writes.settle, remove: writes.remove, reveal };
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

function usePlaces(editor: RichEditor | null, { text }: JointText, threads: readonly Thread[] | undefined) {
  const [places, setPlaces] = useState<Places>(() => new Map());
  const [chosen, setChosen] = useState<string | null>(null);
  const follower = useRef<CommentPlaces | null>(null);
  const comments = useMemo(() => threads?.map(({ comment }) => comment) ?? [], [threads]);
  useEffect(() => {
    if (!editor) return undefined;
    const opened = followPlaces(editor, text, setPlaces, setChosen);
    follower.current = opened;
    opened.follow(comments);
    return () => {
      opened.close();
      follower.current = null;
    };
  }, [editor, text]);
  useEffect(() => follower.current?.follow(comments), [comments]);
  useEffect(() => follower.current?.choose(chosen), [chosen, comments]);
  function reveal(id: string): void {
    setChosen(id);
    follower.current?.choose(id);
    follower.current?.reveal(id);
  }
  return { places, chosen, reveal };
}

/** As in other editors that people know: Ctrl+Alt+M, or ⌘⌥M. */
function useCommentKey(editor: RichEditor | null, isOn: boolean, onKey: () => void): void {
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    if (!editor || !isOn) return undefined;
    const { root } = editor.quill;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.code !== 'KeyM' || !event.altKey || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      latest.current();
    };
    root.addEventListener('keydown', onKeyDown);
    return () => root.removeEventListener('keydown', onKeyDown);
  }, [editor, isOn]);
}
