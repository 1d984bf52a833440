import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { CarnetError } from '#domain/errors.ts';
import { type AppContext, AppProvider } from '../context.ts';
import { createI18n } from '../i18n/i18n.ts';
import type { Language } from '../i18n/languages.ts';

/** What a component under test stands in: nobody signed in, no network; a test gives what it needs. */
export async function createTestApp(given: Partial<AppContext> = {}, language: Language = 'en'): Promise<AppContext> {
  const i18n = await createI18n(language);
  const refuse = () => Promise.reject(new CarnetError('offline'));
  return {
    signIn: null,
    session: null,
    signIns: [],
    i18n,
    now: () => Date.UTC(2027, 4, 12, 12),
    appVersion: '0.0.0',
    syncNow: () => undefined,
    account: {
      lookInvitation: refuse,
      redeemInvitation: refuse,
      openSignIn: refuse,
      listExchanges: refuse,
      openExchange: refuse,
      signOut: refuse,
    },
    device: {
      installFirst: false,
      storage: refuse,
      persistStorage: refuse,
      exportAll: refuse,
      saveFile: refuse,
      reload: () => undefined,
    },
    update: { ready: signal(false), apply: () => undefined, later: () => undefined },
    chooseLanguage: i18n.setLanguage,
    ...given,
  };
}

export function TestApp({ app, children }: { app: AppContext; children: ComponentChildren }) {
  return <AppProvider value={app}>{children}</AppProvider>;
}
