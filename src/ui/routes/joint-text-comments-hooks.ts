import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Thread } from '#domain/comment/threads.ts';
import type { JointText } from './joint-text.ts';
import { type CommentPlaces, followPlaces, type Places } from './joint-text-comments-places.ts';
import type { RichEditor } from './joint-text-quill.ts';

/** Where the comments stand, and which one is read now: the caret is in its passage, or it was chosen in the list. */
export function usePlaces(editor: RichEditor | null, { text }: JointText, threads: readonly Thread[] | undefined) {
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
export function useCommentKey(editor: RichEditor | null, isOn: boolean, onKey: () => void): void {
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
