import { cdxIconNext } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { Icon, type IconShape } from './icon.tsx';

type ListProps = { children: ComponentChildren /** The list's name, when no heading gives it. */; label?: string };

export function List({ children, label }: ListProps) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets
    <ul class="list" role="list" aria-label={label}>
      {children}
    </ul>
  );
}

type ListItemProps = {
  title: ComponentChildren;
  detail?: ComponentChildren;
  icon?: IconShape;
  /** A picture or a control at the start, instead of an icon. */
  start?: ComponentChildren;
  /** An amount, a chip or a button at the end. */
  end?: ComponentChildren;
  href?: string;
  onClick?: () => void;
  /** The one that is open beside the list. */
  current?: boolean;
};

/** A row: a link when it has `href`, a button with `onClick`, otherwise plain. */
export function ListItem({ title, detail, icon, start, end, href, onClick, current }: ListItemProps) {
  const content = (
    <>
      {(icon || start) && <span class="list-start">{icon ? <Icon icon={icon} /> : start}</span>}
      <span class="list-body">
        <span class="list-title">{title}</span>
        {detail && <span class="list-detail">{detail}</span>}
      </span>
      {end && <span class="list-end">{end}</span>}
      {href && <Icon icon={cdxIconNext} size="x-small" class="list-chevron" />}
    </>
  );
  return (
    <li class="list-item">
      {href ? (
        <a class="list-row" href={href} aria-current={current ? 'true' : undefined}>
          {content}
        </a>
      ) : onClick ? (
        <button class="list-row" type="button" onClick={onClick}>
          {content}
        </button>
      ) : (
        <div class="list-row">{content}</div>
      )}
    </li>
  );
}
