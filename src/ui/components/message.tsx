import { cdxIconAlert, cdxIconError, cdxIconInfoFilled, cdxIconSuccess } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

const icons = { notice: cdxIconInfoFilled, warning: cdxIconAlert, error: cdxIconError, success: cdxIconSuccess };

type MessageProps = {
  type?: keyof typeof icons;
  title?: string;
  /** Words, and the actions that help (Button, LinkButton). */
  children?: ComponentChildren;
  /** Says it aloud at once: for what has just gone wrong or well, not for what stands there from the start. */
  announce?: boolean;
};

/** Something the person should know, where it matters; it stays until it is no longer true. */
export function Message({ type = 'notice', title, children, announce }: MessageProps) {
  // The sync line is the one role="status" of a screen, so this takes aria-live instead.
  const live = announce ? { 'aria-live': type === 'error' ? ('assertive' as const) : ('polite' as const) } : {};
  return (
    <div class={`cdx-message cdx-message--block cdx-message--${type}`} {...live}>
      <Icon icon={icons[type]} class="cdx-message__icon--vue" />
      <div class="cdx-message__content">
        {title && <p class="cdx-message__title">{title}</p>}
        {typeof children === 'string' ? <p>{children}</p> : children}
      </div>
    </div>
  );
}
