import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';

type TabsProps = { /** What the tabs divide. */ label: string; children: ComponentChildren };

/** The parts of a screen, as links: each has an address, so that back and reload stay where one was. */
export function Tabs({ label, children }: TabsProps) {
  return (
    <nav class="tabs" aria-label={label}>
      {children}
    </nav>
  );
}

type TabProps = {
  href: string;
  /** Whether it is the open one, where that shows in more than its own address. */
  current?: boolean;
  children: ComponentChildren;
};

export function Tab({ href, current, children }: TabProps) {
  const { path } = useLocation();
  const link = useRef<HTMLAnchorElement>(null);
  const shownAt = useRef<number | undefined>(undefined);
  const isCurrent = current ?? path === href;
  // A number that comes to a tab later moves those behind it.
  useEffect(() => {
    const at = isCurrent ? link.current?.offsetLeft : undefined;
    if (at !== undefined && at !== shownAt.current) showInRow(link.current);
    shownAt.current = at;
  });
  return (
    <a ref={link} class="tab" href={href} aria-current={isCurrent ? 'page' : undefined}>
      {children}
    </a>
  );
}

/** Only the row is scrolled, never the page: `scrollIntoView` would move both. */
function showInRow(link: HTMLElement | null): void {
  const row = link?.parentElement;
  if (!link || !row || row.scrollWidth <= row.clientWidth) return;
  row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
}
