import { cdxIconArrowDown, cdxIconArrowUp, cdxIconDraggable } from '@wikimedia/codex-icons';
import { useMessages } from '../context.ts';
import type { DragOrder } from '../hooks/use-drag-order.ts';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';

type OrderToolsProps = {
  /** What is moved, in words. */
  title: string;
  at: number;
  count: number;
  onMove: (from: number, to: number) => void;
};

/** Up and down in a list, for a thumb and for the keyboard. */
export function MoveButtons({ title, at, count, onMove }: OrderToolsProps) {
  const { t } = useMessages();
  return (
    <span class="move-buttons">
      <IconButton
        icon={cdxIconArrowUp}
        label={t('objective-move-up', title)}
        disabled={at === 0}
        onClick={() => onMove(at, at - 1)}
      />
      <IconButton
        icon={cdxIconArrowDown}
        label={t('objective-move-down', title)}
        disabled={at === count - 1}
        onClick={() => onMove(at, at + 1)}
      />
    </span>
  );
}

/** Where a finger or a mouse takes a row; the keyboard and a screen reader have the buttons instead. */
export function DragHandle({ drag, at }: { drag: DragOrder; at: number }) {
  const { t } = useMessages();
  return (
    <span class="drag-handle" title={t('drag-handle')} aria-hidden="true" {...drag.handle(at)}>
      <Icon icon={cdxIconDraggable} />
    </span>
  );
}
