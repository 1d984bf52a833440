import { cdxIconClose } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useMessages } from '../context.ts';
import { IconButton } from './button.tsx';

type DialogProps = {
  open: boolean;
  title: string;
  /** Asked for by Esc, the close button or a tap beside it; the caller then sets `open` to false. */
  onClose: () => void;
  children: ComponentChildren;
  /** Buttons, the main one first. */
  actions?: ComponentChildren;
};

/** A modal question or form: the native `<dialog>`, which keeps the focus inside; it goes back where it came from. */
export function Dialog({ open, title, onClose, children, actions }: DialogProps) {
  const { t } = useMessages();
  const titleId = useId();
  const element = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const dialog = element.current;
    if (!open || !dialog) return undefined;
    const before = document.activeElement;
    dialog.showModal();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [open]);

  if (!open) return null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click is on the backdrop; Esc is the keyboard's way (onCancel)
    <dialog
      ref={element}
      class="cdx-dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <header class="cdx-dialog__header cdx-dialog__header--default">
        <div class="cdx-dialog__header__title-group">
          <h2 class="cdx-dialog__header__title" id={titleId}>
            {title}
          </h2>
        </div>
        <IconButton icon={cdxIconClose} label={t('dialog-close')} onClick={onClose} />
      </header>
      <div class="cdx-dialog__body">{children}</div>
      {actions && (
        <footer class="cdx-dialog__footer cdx-dialog__footer--default">
          <div class="cdx-dialog__footer__actions">{actions}</div>
        </footer>
      )}
    </dialog>
  );
}
