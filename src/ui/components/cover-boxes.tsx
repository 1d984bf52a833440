import { useRef } from 'preact/hooks';
import type { Area } from '#domain/picture/cover.ts';
import { useMessages } from '../context.ts';
import { boxBetween, moveBox, type Place, resizeBox } from './cover-box.ts';

type CoverBoxesProps = {
  boxes: readonly Area[];
  /** Which one the tools are for; none: -1. */
  chosen: number;
  onChoose: (index: number) => void;
  /** Before the first movement of a drag, or before a key. */
  onStart: () => void;
  onChange: (boxes: readonly Area[]) => void;
  onRemove: (index: number) => void;
};

/** What a finger is doing: from where, and with which box (the last one, when it draws a new one). */
type Drag = { kind: 'draw' | 'move' | 'size'; index: number; from: Place; box: Area };

/** One press of an arrow key, in fractions of the picture. */
const step = 0.01;
const arrows: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: -step },
  ArrowDown: { x: 0, y: step },
};

/** Boxes over a picture: drawn, moved and stretched by finger or mouse; moved and stretched by arrow keys too. */
export function CoverBoxes({ boxes, chosen, onChoose, onStart, onChange, onRemove }: CoverBoxesProps) {
  const { t } = useMessages();
  const frame = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const replace = (index: number, box: Area) => onChange(boxes.map((other, at) => (at === index ? box : other)));

  function placeOf(event: PointerEvent): Place {
    const edge = frame.current?.getBoundingClientRect();
    if (!edge) return { x: 0, y: 0 };
    return { x: (event.clientX - edge.left) / edge.width, y: (event.clientY - edge.top) / edge.height };
  }

  function grab(event: PointerEvent, kind: Drag['kind'], index: number): void {
    // The frame follows the finger, also where it began on a box.
    event.stopPropagation();
    frame.current?.setPointerCapture(event.pointerId);
    const from = placeOf(event);
    const box = boxes[index] ?? { ...from, width: 0, height: 0 };
    drag.current = { kind, index, from, box };
    if (kind === 'draw') return;
    onChoose(index);
    onStart();
  }

  function follow(event: PointerEvent): void {
    const now = drag.current;
    if (!now) return;
    const to = placeOf(event);
    if (now.kind !== 'draw') {
      const by = { x: to.x - now.from.x, y: to.y - now.from.y };
      replace(now.index, now.kind === 'move' ? moveBox(now.box, by) : resizeBox(now.box, by));
      return;
    }
    // A tap draws nothing: only a finger that has moved does.
    const box = boxBetween(now.from, to);
    if (!box) return;
    if (now.index === boxes.length) {
      onStart();
      onChoose(now.index);
      onChange([...boxes, box]);
    } else {
      replace(now.index, box);
    }
  }

  function press(event: KeyboardEvent, index: number, box: Area, sizing: boolean): void {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      onRemove(index);
      return;
    }
    const by = arrows[event.key];
    if (!by) return;
    event.preventDefault();
    onStart();
    replace(index, sizing || event.shiftKey ? resizeBox(box, by) : moveBox(box, by));
  }

  return (
    <div
      ref={frame}
      class="covers"
      onPointerDown={(event) => grab(event, 'draw', boxes.length)}
      onPointerMove={follow}
      onPointerUp={() => (drag.current = null)}
      onPointerCancel={() => (drag.current = null)}
    >
      {boxes.map((box, index) => (
        <div key={index} class={index === chosen ? 'cover cover-chosen' : 'cover'} style={styleOf(box)}>
          <button
            type="button"
            class="cover-box"
            aria-label={t('blur-box', index + 1, boxes.length)}
            aria-description={t('blur-keys')}
            onFocus={() => onChoose(index)}
            onPointerDown={(event) => grab(event, 'move', index)}
            onKeyDown={(event) => press(event, index, box, false)}
          />
          <button
            type="button"
            class="cover-size"
            aria-label={t('blur-size', index + 1)}
            onFocus={() => onChoose(index)}
            onPointerDown={(event) => grab(event, 'size', index)}
            onKeyDown={(event) => press(event, index, box, true)}
          />
        </div>
      ))}
    </div>
  );
}

function styleOf({ x, y, width, height }: Area) {
  const percent = (part: number) => `${part * 100}%`;
  return {
    insetInlineStart: percent(x),
    insetBlockStart: percent(y),
    inlineSize: percent(width),
    blockSize: percent(height),
  };
}
