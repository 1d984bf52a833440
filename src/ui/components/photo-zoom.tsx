import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';

/** How a picture lies in its frame: enlarged about the frame's middle, then moved (CSS pixels). */
export type View = { scale: number; x: number; y: number };

/** CSS pixels; `width` and `height` of the picture as it fits the frame without zoom. */
export type Sizes = { frameWidth: number; frameHeight: number; width: number; height: number };

type Point = { x: number; y: number };

export const wholePicture: View = { scale: 1, x: 0, y: 0 };
const maxScale = 8;

/** Enlarges by a factor so that the point (from the frame's middle) stays under the finger. */
export function zoomAt(view: View, factor: number, at: Point, sizes: Sizes): View {
  const scale = Math.min(Math.max(view.scale * factor, 1), maxScale);
  const ratio = scale / view.scale;
  return held({ scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio }, sizes);
}

export function panBy(view: View, by: Point, sizes: Sizes): View {
  return held({ ...view, x: view.x + by.x, y: view.y + by.y }, sizes);
}

/** A picture never leaves its frame: it stops with its edge at the frame's, and stays in the middle while it fits. */
function held({ scale, x, y }: View, { frameWidth, frameHeight, width, height }: Sizes): View {
  const farX = Math.max(0, (width * scale - frameWidth) / 2);
  const farY = Math.max(0, (height * scale - frameHeight) / 2);
  return { scale, x: clamp(x, farX), y: clamp(y, farY) };
}

function clamp(value: number, far: number): number {
  return Math.min(Math.max(value, -far), far);
}

/** Zoom and pan of the picture in a frame, by fingers, mouse, wheel, keys and buttons. */
export function useZoom(frame: RefObject<HTMLElement | null>) {
  const [view, setView] = useState(wholePicture);
  const fingers = useRef(new Map<number, Point>());

  const zoom = (factor: number, at: Point = { x: 0, y: 0 }) =>
    setView((now) => zoomAt(now, factor, at, sizesOf(frame.current)));
  const pan = (x: number, y: number) => setView((now) => panBy(now, { x, y }, sizesOf(frame.current)));
  const pointOf = (event: MouseEvent): Point => fromMiddle(frame.current, event);

  function onPointerMove(event: PointerEvent): void {
    const before = fingers.current.get(event.pointerId);
    if (!before) return;
    const now = pointOf(event);
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    fingers.current.set(event.pointerId, now);
    const spread = other ? distance(before, other) : 0;
    if (!other) pan(now.x - before.x, now.y - before.y);
    else if (spread > 0) zoom(distance(now, other) / spread, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
  }

  const lift = (event: PointerEvent) => void fingers.current.delete(event.pointerId);
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      fingers.current.set(event.pointerId, pointOf(event));
      frame.current?.setPointerCapture(event.pointerId);
    },
    onPointerMove,
    onPointerUp: lift,
    onPointerCancel: lift,
    onDblClick: (event: MouseEvent) => (view.scale > 1 ? setView(wholePicture) : zoom(2.5, pointOf(event))),
    onWheel: (event: WheelEvent) => zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, pointOf(event)),
  };
  return { view, zoom, pan, reset: () => setView(wholePicture), handlers };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function fromMiddle(frame: HTMLElement | null, event: MouseEvent): Point {
  if (!frame) return { x: 0, y: 0 };
  const box = frame.getBoundingClientRect();
  return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
}

function sizesOf(frame: HTMLElement | null): Sizes {
  const picture = frame?.querySelector('img');
  return {
    frameWidth: frame?.clientWidth ?? 0,
    frameHeight: frame?.clientHeight ?? 0,
    width: picture?.clientWidth ?? 0,
    height: picture?.clientHeight ?? 0,
  };
}
