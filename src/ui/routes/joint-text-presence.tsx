import '../styles/joint-text-presence.css';
import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type * as Y from 'yjs';
import { useMessages } from '../context.ts';
import { indexOf, type Other } from './joint-text-others.ts';
import type { Place } from './joint-text-places.ts';
import type { RichEditor } from './joint-text-quill.ts';

/** Says who else writes here, once when they come. */
export function WritingHere({ others }: { others: readonly Other[] }) {
  const { t, format } = useMessages();
  const names = [...new Set(others.map(({ name }) => name))].sort();
  return (
    // Not a `status`: that is the state of the sync, of which each screen has one.
    <div class="rich-writing" aria-live="polite">
      {names.length > 0 && <p>{t('presence-here', format.list(names), names.length)}</p>}
    </div>
  );
}

type OtherCaretsProps = { others: readonly Other[]; text: Y.Text; editor: RichEditor };

/** The carets and selections of the others, drawn over the text and no part of it. */
export function OtherCarets({ others, text, editor }: OtherCaretsProps) {
  const ref = useRef<HTMLDivElement>(null);
  useRedraw(ref, editor, others.length > 0);
  return (
    <div ref={ref} class="rich-others" aria-hidden="true">
      {others.map((other) => (
        <OtherCaret key={other.participantId} other={other} text={text} editor={editor} />
      ))}
    </div>
  );
}

/** How long (ms) a name stands beside a caret that has moved; longer it would only hide words. */
const nameLasts = 4000;

type OtherCaretProps = Omit<OtherCaretsProps, 'others'> & { other: Other };

function OtherCaret({ other: { name, caret }, text, editor }: OtherCaretProps) {
  // A letter that has not arrived yet leaves the caret where it was.
  const last = useRef<{ anchor: number; head: number } | null>(null);
  const [anchor, head] = [indexOf(text, caret.anchor), indexOf(text, caret.head)];
  if (anchor !== null && head !== null) last.current = { anchor, head };
  const isNamed = useMoved(`${last.current?.anchor} ${last.current?.head}`);
  if (!last.current) return null;
  const at = last.current;
  const start = Math.min(at.anchor, at.head);
  const place = editor.caretAt(at.head);
  if (!place) return null;
  const selected = editor.selectionAt(start, Math.abs(at.head - at.anchor));
  return (
    <>
      {selected.map((line, index) => (
        <div key={index} class="rich-other-selection" style={styleOf(line)} />
      ))}
      <div class="rich-other-caret" style={styleOf(place)}>
        <span class="rich-other-flag" />
        {isNamed && <span class={`rich-other-name${sideOf(place, editor)}`}>{name}</span>}
      </div>
    </>
  );
}

/** True for a while after a value has changed, and at first. */
function useMoved(value: string): boolean {
  const [quietAt, setQuietAt] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setQuietAt(value), nameLasts);
    return () => clearTimeout(timer);
  }, [value]);
  return quietAt !== value;
}

function styleOf({ left, top, width, height }: Place) {
  return { left: `${left}px`, top: `${top}px`, height: `${height}px`, ...(width > 0 ? { width: `${width}px` } : {}) };
}

/** In the first line the name stands below, and near the far edge it reaches back. */
function sideOf({ left, top, height }: Place, editor: RichEditor): string {
  const below = top < height ? ' rich-other-below' : '';
  return left > editor.width() / 2 ? `${below} rich-other-back` : below;
}

/** Draws again whenever the words or their lines may stand elsewhere, at most once a frame. */
function useRedraw(ref: { current: HTMLElement | null }, editor: RichEditor, isOn: boolean): void {
  const [, redraw] = useReducer<number, void>((count) => count + 1, 0);
  useEffect(() => {
    if (!isOn || !ref.current) return;
    let frame = 0;
    const draw = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => redraw());
    };
    const stop = editor.onChange(draw);
    const sizes = new ResizeObserver(draw);
    sizes.observe(ref.current);
    return () => {
      cancelAnimationFrame(frame);
      stop();
      sizes.disconnect();
    };
  }, [editor, isOn]);
}
