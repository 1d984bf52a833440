import { useRef } from 'preact/hooks';
import { turnPoint } from '#domain/picture/edit.ts';
import type { Corners, Point } from '#domain/picture/perspective.ts';
import { useMessages } from '../context.ts';

type CornerHandlesProps = {
  corners: Corners;
  /** Quarter turns to the right in which the picture is shown. */
  turns: number;
  /** Before the first movement of a drag, or before a key. */
  onStart: () => void;
  /** Where a corner shall be, in fractions of the picture as it is stored. */
  onMove: (index: number, to: Point) => void;
};

const names = ['corner-top-left', 'corner-top-right', 'corner-bottom-right', 'corner-bottom-left'] as const;
/** One press of an arrow key, in fractions of the picture as it is shown; with Shift five times as far. */
const step = 0.01;
const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: -step },
  ArrowDown: { x: 0, y: step },
};

/** Four corners over a picture, moved by finger, mouse or arrow keys; what lies outside them is shaded. */
export function CornerHandles({ corners, turns, onStart, onMove }: CornerHandlesProps) {
  const { t } = useMessages();
  const frame = useRef<HTMLDivElement>(null);
  const shown = corners.map((corner) => turnPoint(corner, turns));
  const toPicture = (point: Point) => turnPoint(point, -turns);

  function pointOf(event: PointerEvent): Point {
    const box = frame.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  }

  function grab(event: PointerEvent & { currentTarget: HTMLElement }): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    onStart();
  }

  function drag(index: number, event: PointerEvent & { currentTarget: HTMLElement }): void {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) onMove(index, toPicture(pointOf(event)));
  }

  function press(index: number, event: KeyboardEvent): void {
    const by = arrows[event.key];
    const from = shown[index];
    if (!by || !from) return;
    event.preventDefault();
    const far = event.shiftKey ? 5 : 1;
    onStart();
    onMove(index, toPicture({ x: from.x + by.x * far, y: from.y + by.y * far }));
  }

  const outline = shown.map(({ x, y }) => `${x * 100},${y * 100}`).join(' ');
  return (
    <div ref={frame} class="corners">
      <svg class="corners-area" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <path class="corners-outside" fill-rule="evenodd" d={`M0,0H100V100H0Z M${outline.replaceAll(' ', ' L')}Z`} />
        <polygon class="corners-outline" points={outline} vector-effect="non-scaling-stroke" />
      </svg>
      {shown.map(({ x, y }, index) => (
        <button
          key={names[index]}
          type="button"
          class="corner"
          // A picture that is turned has another corner at the top left.
          aria-label={t(names[(index + turns) % 4] ?? 'corner-top-left')}
          aria-description={t('corner-keys')}
          style={{ insetInlineStart: `${x * 100}%`, insetBlockStart: `${y * 100}%` }}
          onPointerDown={grab}
          onPointerMove={(event) => drag(index, event)}
          onKeyDown={(event) => press(index, event)}
        />
      ))}
    </div>
  );
}
