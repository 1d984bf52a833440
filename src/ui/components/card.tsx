import type { ComponentChildren } from 'preact';
import { Icon, type IconShape } from './icon.tsx';

type CardProps = {
  title?: ComponentChildren;
  /** The heading's level; a card without a title of its own kind needs none. */
  level?: 2 | 3;
  icon?: IconShape;
  /** The whole card leads there. */
  href?: string;
  /** A coloured edge: what matters now. */
  accent?: boolean;
  children?: ComponentChildren;
};

export function Card({ title, level = 3, icon, href, accent, children }: CardProps) {
  const Heading = `h${level}` as const;
  const classes = `cdx-card${href ? ' cdx-card--is-link' : ''}${accent ? ' cdx-card--accent' : ''}`;
  const content = (
    <>
      {icon && <Icon icon={icon} class="cdx-card__icon" />}
      <div class="cdx-card__text">
        {title && <Heading class="cdx-card__text__title">{title}</Heading>}
        {children}
      </div>
    </>
  );
  return href ? (
    <a class={classes} href={href}>
      {content}
    </a>
  ) : (
    <div class={classes}>{content}</div>
  );
}
