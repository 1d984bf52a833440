/** Where a session that is dragged would go: into a day, above one of its sessions. */
export type DropPlace = {
  day: string;
  /** Undefined: only into the day, at its own time. `end`: below all of it. */
  beforeId: string | 'end' | undefined;
};

type DragHandlers = {
  /** The session has left its place and is held over this; undefined: over nothing. */
  onOver: (place: DropPlace | undefined) => void;
  /** It is let go of; undefined: nowhere, or the drag was given up. */
  onEnd: (place: DropPlace | undefined) => void;
};

/** Pixels that a finger moves anyway: a tap is no drag. */
const slack = 6;
/** Pixels from the edge of the window at which it begins to scroll, and how far at a time. */
const edge = 72;
const scrollStep = 12;

/**
 * Follows a pointer, finger or pen from a handle until it lets go. The days and sessions say by `data-drop-day` and
 * `data-session` what they are. (The browser's own drag and drop does not begin on a touch in every browser.)
 *
 * @returns gives the drag up
 */
export function dragSession(start: PointerEvent, { onOver, onEnd }: DragHandlers): () => void {
  const handle = start.currentTarget;
  const item = handle instanceof HTMLElement ? handle.closest<HTMLElement>('[data-session]') : null;
  if (!(handle instanceof HTMLElement) || !item || start.button !== 0) return () => undefined;
  const from = { x: start.clientX, y: start.clientY + window.scrollY };
  let at = { x: start.clientX, y: start.clientY };
  let isMoving = false;
  let place: DropPlace | undefined;
  let scrolling: ReturnType<typeof setInterval> | undefined;
  handle.setPointerCapture(start.pointerId);

  function move(event: PointerEvent): void {
    at = { x: event.clientX, y: event.clientY };
    if (!isMoving && Math.hypot(at.x - from.x, at.y + window.scrollY - from.y) < slack) return;
    isMoving = true;
    scrolling ??= setInterval(scrollAtEdge, 16);
    show();
  }

  function show(): void {
    if (!item) return;
    item.style.translate = `${at.x - from.x}px ${at.y + window.scrollY - from.y}px`;
    place = placeUnder(at.x, at.y, item);
    onOver(place);
  }

  function scrollAtEdge(): void {
    const by = at.y < edge ? -scrollStep : at.y > window.innerHeight - edge ? scrollStep : 0;
    // The tab of a day that the finger rests on would run away under it.
    if (by === 0 || tabAmong(document.elementsFromPoint(at.x, at.y))) return;
    window.scrollBy(0, by);
    show();
  }

  function end(event: Event): void {
    stop();
    if (isMoving) onEnd(event.type === 'pointerup' ? place : undefined);
  }

  function giveUp(event: KeyboardEvent): void {
    if (event.key === 'Escape') end(event);
  }

  function stop(): void {
    clearInterval(scrolling);
    if (item) item.style.translate = '';
    if (!(handle instanceof HTMLElement)) return;
    handle.removeEventListener('pointermove', move);
    handle.removeEventListener('pointerup', end);
    handle.removeEventListener('pointercancel', end);
    window.removeEventListener('keydown', giveUp);
  }

  handle.addEventListener('pointermove', move);
  handle.addEventListener('pointerup', end);
  handle.addEventListener('pointercancel', end);
  window.addEventListener('keydown', giveUp);
  return stop;
}

function placeUnder(x: number, y: number, held: HTMLElement): DropPlace | undefined {
  const under = document.elementsFromPoint(x, y).filter((element) => !held.contains(element));
  const tab = tabAmong(under);
  if (tab?.dataset.dropDay) return { day: tab.dataset.dropDay, beforeId: undefined };
  const list = columnAt(under, x);
  if (!list?.dataset.dropDay) return undefined;
  const items = [...list.querySelectorAll<HTMLElement>('[data-session]')].filter((item) => item !== held);
  if (items.length === 0) return { day: list.dataset.dropDay, beforeId: undefined };
  const below = items.find((item) => {
    const box = item.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
  return { day: list.dataset.dropDay, beforeId: below?.dataset.session ?? 'end' };
}

/** The tab of a day, which takes what is dropped on it. */
function tabAmong(under: readonly Element[]): HTMLElement | undefined {
  return (
    under.map((element) => element.closest<HTMLElement>('a[data-drop-day]')).find((tab) => tab !== null) ?? undefined
  );
}

/** The list of the day under the pointer, also above or below its sessions. */
function columnAt(under: readonly Element[], x: number): HTMLElement | undefined {
  const day = under.map((element) => element.closest('.schedule-day')).find(Boolean);
  const lists = day ? [day] : [...document.querySelectorAll('.schedule-day')];
  return lists
    .map((element) => element.querySelector<HTMLElement>('ol[data-drop-day]'))
    .find((list): list is HTMLElement => {
      const box = list?.getBoundingClientRect();
      return box !== undefined && box.width > 0 && x >= box.left && x <= box.right;
    });
}
