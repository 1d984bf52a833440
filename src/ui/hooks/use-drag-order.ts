import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A row that is being dragged: from which place to which, and how far it is from where it stood, in pixels. */
type Drag = { from: number; to: number; offset: number; height: number };

type Started = Drag & {
  pointer: number;
  handle: HTMLElement;
  row: HTMLElement;
  /** Where the pointer was on the page when the row was in its place, and where it is in the window. */
  startY: number;
  lastY: number;
  middles: number[];
};

export type DragOrder = {
  /** How the row at a place stands while something is dragged. */
  styleOf: (at: number) => { transform?: string; zIndex?: number; position?: 'relative' };
  isDragged: (at: number) => boolean;
  /** Of the list: while something is dragged, its rows may show less, so that there is less of a way. */
  listClass: '' | ' ordering';
  /** Of the handle in the row at a place. The rows are the children of one list. */
  handle: (at: number) => { onPointerDown: (event: PointerEvent) => void };
};

/** So near to an edge of the window (pixels) the page scrolls along, by this much in each frame. */
const edge = 72;
const scrollStep = 10;

/**
 * Order by dragging, with a finger or a mouse; for the keyboard there are buttons. While a row is dragged nothing is
 * written; letting go calls `onMove`, Escape and a cancelled touch do not.
 */
export function useDragOrder(onMove: (from: number, to: number) => void): DragOrder {
  const [drag, setDrag] = useState<Drag | null>(null);
  const started = useRef<Started | null>(null);
  const move = useRef(onMove);
  move.current = onMove;

  function follow(pageY: number): void {
    const now = started.current;
    if (!now) return;
    now.offset = pageY - now.startY;
    now.to = placeOf(now);
    setDrag({ from: now.from, to: now.to, offset: now.offset, height: now.height });
  }

  function end(isDone: boolean): void {
    const now = started.current;
    started.current = null;
    setDrag(null);
    if (isDone && now && now.to !== now.from) move.current(now.from, now.to);
  }

  function start(at: number, event: PointerEvent): void {
    const handle = event.currentTarget;
    const row = handle instanceof HTMLElement ? handle.closest('li') : null;
    if (!(handle instanceof HTMLElement) || !row?.parentElement || event.button !== 0) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    const place = { from: at, to: at, offset: 0, height: 0 };
    const lastY = event.clientY;
    started.current = { ...place, pointer: event.pointerId, handle, row, startY: 0, lastY, middles: [] };
    setDrag(place);
  }

  /** Once the rows show less: the handle comes back under the finger, as far as the page can be scrolled. */
  function measure(): void {
    const now = started.current;
    if (!now) return;
    scrollBy(0, middleIn(now.handle) - now.lastY);
    now.startY = middleIn(now.handle) + scrollY;
    now.height = now.row.getBoundingClientRect().height;
    now.middles = Array.from(now.row.parentElement?.children ?? [], (row) => middleIn(row) + scrollY);
    follow(now.lastY + scrollY);
  }

  const isActive = drag !== null;
  useLayoutEffect(() => {
    if (isActive) measure();
  }, [isActive]);
  useEffect(() => {
    if (!isActive) return undefined;
    const onPointerMove = (event: PointerEvent) => {
      if (!started.current || event.pointerId !== started.current.pointer) return;
      started.current.lastY = event.clientY;
      follow(event.pageY);
    };
    const onPointerUp = () => end(true);
    const onCancel = () => end(false);
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && end(false);
    const timer = setInterval(() => {
      const { lastY = edge } = started.current ?? {};
      const by = lastY < edge ? -scrollStep : lastY > innerHeight - edge ? scrollStep : 0;
      if (by === 0) return;
      scrollBy(0, by);
      follow(lastY + scrollY);
    }, 16);
    addEventListener('pointermove', onPointerMove);
    addEventListener('pointerup', onPointerUp);
    addEventListener('pointercancel', onCancel);
    addEventListener('keydown', onKey);
    return () => {
      clearInterval(timer);
      removeEventListener('pointermove', onPointerMove);
      removeEventListener('pointerup', onPointerUp);
      removeEventListener('pointercancel', onCancel);
      removeEventListener('keydown', onKey);
    };
  }, [isActive]);

  return {
    listClass: drag ? ' ordering' : '',
    isDragged: (at) => drag?.from === at,
    styleOf: (at) => (drag ? standing(at, drag) : {}),
    handle: (at) => ({ onPointerDown: (event) => start(at, event) }),
  };
}

/** In the window, in pixels from its top. */
function middleIn(element: Element): number {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}

/** The place where the dragged row's middle is, among the others where they stood. */
function placeOf({ from, offset, middles }: Started): number {
  const middle = (middles[from] ?? 0) + offset;
  return middles.filter((other, at) => at !== from && other < middle).length;
}

function standing(at: number, { from, to, offset, height }: Drag): ReturnType<DragOrder['styleOf']> {
  if (at === from) return { transform: `translateY(${offset}px)`, zIndex: 1, position: 'relative' };
  if (at > from && at <= to) return { transform: `translateY(${-height}px)` };
  if (at < from && at >= to) return { transform: `translateY(${height}px)` };
  return {};
}
