import { signal } from '@preact/signals';
import { render } from 'preact';
import { createI18n } from '#ui/i18n/i18n.ts';
import { OutsideApp } from '#ui/outside-app.tsx';
import { type Arrival, createAppContext } from './app-context.ts';
import { idle } from './idle.ts';
import { keepWords } from './keep-words.ts';
import { linkManifest } from './link-manifest.ts';

/** Longer (ms) the service worker does not wait for a page that is never idle. */
const idleAtLatest = 2_000;
/** So long (ms) it waits where the browser does not tell. */
const untold = 500;

/** The composition root for somebody who is not signed in. */
export async function startOutside(arrival: Arrival): Promise<void> {
  const { root, language } = arrival;
  const i18n = await createI18n(language, ['start', 'welcome']);
  const standing = signal(false);
  const { promise: stands, resolve: shown } = Promise.withResolvers<void>();
  const app = createAppContext(arrival, i18n, {
    signIn: null,
    session: null,
    openHub: null,
    readiness: () => Promise.reject(new Error('no exchange is open')),
    presence: () => new Promise(() => undefined),
    syncNow: () => undefined,
    stopSync: () => undefined,
    shown,
    looked: standing,
    firstLook: () => undefined,
    standing,
    stands,
  });
  if (import.meta.env.DEV && location.hash === '#/components') {
    const { ComponentsPage } = await import('#ui/dev/components-page.tsx');
    await i18n.loadAll();
    render(<ComponentsPage app={app} />, root);
    return;
  }
  render(<OutsideApp app={app} />, root);

  // What the phone keeps for the time without a network comes when the page has been drawn and has nothing to do.
  await idle(idleAtLatest, untold);
  standing.value = true;
  shown();
  linkManifest();
  keepWords(i18n.language.value);
}
