import type { ComponentChildren } from 'preact';
import { Icon, type IconShape } from './icon.tsx';

type ChipProps = {
  tone?: 'notice' | 'progressive' | 'success' | 'warning' | 'error' | 'subtle';
  icon?: IconShape | undefined;
  children: ComponentChildren;
};

/** A state in a word or two (“Agreed”, “Waiting”, “Needs details”); never by colour alone. */
export function Chip({ tone = 'notice', icon, children }: ChipProps) {
  return (
    <span class={`cdx-info-chip cdx-info-chip--${tone}`}>
      {icon && <Icon icon={icon} size="small" class="cdx-info-chip__icon--vue" />}
      <span class="cdx-info-chip__text">{children}</span>
    </span>
  );
}
