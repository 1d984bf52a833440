import type { ComponentChildren } from 'preact';
import { Icon, type IconShape } from './icon.tsx';

type EmptyStateProps = {
  icon?: IconShape;
  /** What the screen is for. */
  title: string;
  children?: ComponentChildren;
  /** The one next step: a Button or LinkButton. */
  action?: ComponentChildren;
};

/** Stands where a list will be. Only for “there is none”; for “not downloaded yet” use NotDownloaded. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div class="empty">
      {icon && <Icon icon={icon} />}
      <p>
        <strong>{title}</strong>
      </p>
      {typeof children === 'string' ? <p>{children}</p> : children}
      {action}
    </div>
  );
}
