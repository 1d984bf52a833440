import '../styles/index.css';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { useMessages } from '../context.ts';
import { tagOf } from '../i18n/languages.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { UpdateBanner } from './update-banner.tsx';

type FrameProps = {
  /** The main navigation, where there is one. */
  nav?: ComponentChildren;
  children: ComponentChildren;
};

/** What stands around each screen. */
export function Frame({ nav, children }: FrameProps) {
  const { t, language } = useMessages();
  const { path } = useLocation();
  // Before the screen is drawn: the browser lays all of it out anew when its language changes.
  useLayoutEffect(() => {
    document.documentElement.lang = tagOf(language);
    document.documentElement.dir = 'ltr';
  }, [language]);
  return (
    <div class={nav ? 'shell' : 'shell shell-plain'}>
      <a class="skip-link" href="#main">
        {t('skip-to-content')}
      </a>
      <UpdateBanner />
      {nav}
      <main id="main" tabIndex={-1}>
        <ErrorBoundary resetKey={path}>{children}</ErrorBoundary>
      </main>
    </div>
  );
}

/** A screen reader is told of the new screen, and the keyboard starts at its top. */
export function focusHeading(): void {
  const target = document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main');
  target?.focus({ preventScroll: true });
}
