import type { ComponentChildren } from 'preact';
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
  return (
    <a class="tab" href={href} aria-current={(current ?? path === href) ? 'page' : undefined}>
      {children}
    </a>
  );
}
