import { signal } from '@preact/signals';
import type { InstallPort, Platform } from '#ui/install.ts';

/** Chromium's offer to install the app (WICG), which TypeScript does not know. */
type InstallOffer = Event & {
  prompt(): Promise<unknown>;
  readonly userChoice: Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
};

/** What the browser gives to work with; a test passes its own. */
type Page = EventTarget & {
  readonly navigator: { readonly userAgent: string; readonly standalone?: boolean };
  matchMedia(query: string): { readonly matches: boolean };
};

/**
 * Keeps the browser's offer for the moment when a person wants it. It comes once and early, so this listens from the
 * start; another comes after a refusal, when the browser thinks fit.
 */
export function watchInstall(page: Page): InstallPort {
  const offered = signal(false);
  let offer: InstallOffer | null = null;
  const keep = (next: InstallOffer | null) => {
    offer = next;
    offered.value = next !== null;
  };
  page.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    // The event of this name is of this shape.
    keep(event as InstallOffer);
  });
  page.addEventListener('appinstalled', () => keep(null));
  return {
    platform: platformOf(page),
    installed: () => page.navigator.standalone === true || page.matchMedia('(display-mode: standalone)').matches,
    offered,
    async ask() {
      const asked = offer;
      if (!asked) return false;
      // It can be used once.
      keep(null);
      await asked.prompt();
      return (await asked.userChoice).outcome === 'accepted';
    },
  };
}

/** Only iOS knows `standalone`; an iPad calls itself a Macintosh. */
function platformOf({ navigator }: Page): Platform {
  if ('standalone' in navigator) return 'ios';
  return /Android/.test(navigator.userAgent) ? 'android' : 'desktop';
}
