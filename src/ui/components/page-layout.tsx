import { cdxIconPrevious } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useMessages } from '../context.ts';
import { Icon } from './icon.tsx';

export type PageLayoutProps = {
  /** The h1, and the document's title. */
  title: string;
  /** A line above or beside the title: the exchange, the day. */
  kicker?: ComponentChildren;
  /** The screen above this one. */
  back?: { href: string; label: string };
  /** Buttons beside the title. */
  actions?: ComponentChildren;
  /** Uses the width of a tablet: for columns side by side. */
  wide?: boolean;
  /** What stands at the end of the bar. */
  bar?: ComponentChildren;
  children: ComponentChildren;
};

/** How a screen is laid out: its bar with the way back, its heading, its content. */
export function PageLayout({ title, kicker, back, actions, wide, bar, children }: PageLayoutProps) {
  useDocumentTitle(title);
  return (
    <div class={`page${wide ? ' page-wide' : ''}`}>
      <header>
        <div class="page-bar">
          {back && (
            <a class="page-back" href={back.href}>
              <Icon icon={cdxIconPrevious} size="small" />
              <span>{back.label}</span>
            </a>
          )}
          {bar}
        </div>
        <div class="page-heading">
          <div>
            {kicker && <div class="page-kicker">{kicker}</div>}
            <h1 tabIndex={-1}>{title}</h1>
          </div>
          {actions && <div class="row">{actions}</div>}
        </div>
      </header>
      <div class="page-body">{children}</div>
    </div>
  );
}

function useDocumentTitle(title: string): void {
  const { t } = useMessages();
  const full = t('page-title', title);
  useEffect(() => {
    document.title = full;
  }, [full]);
}
