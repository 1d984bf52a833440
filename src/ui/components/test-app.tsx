import { signal } from '@preact/signals';
import { render } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { LocationProvider } from 'preact-iso/router';
import { CarnetError } from '#domain/errors.ts';
import { openDrafts } from '#store/drafts.ts';
import type { Store } from '#store/store.ts';
import { type AppContext, AppProvider, type DevicePort, type Session } from '../context.ts';
import { createI18n } from '../i18n/i18n.ts';
import type { Language } from '../i18n/languages.ts';
import { PhaseProvider } from './phase-provider.tsx';

/** What a component under test stands in: nobody signed in, no network; a test gives what it needs. */
export async function createTestApp(given: Partial<AppContext> = {}, language: Language = 'en'): Promise<AppContext> {
  const i18n = await createI18n(language);
  await i18n.loadAll();
  const refuse = () => Promise.reject(new CarnetError('offline'));
  return {
    signIn: null,
    session: null,
    signIns: [],
    i18n,
    now: () => Date.UTC(2027, 4, 12, 12),
    appVersion: '0.0.0',
    shown: () => undefined,
    looked: signal(true),
    firstLook: () => undefined,
    standing: signal(true),
    syncNow: () => undefined,
    account: {
      lookInvitation: refuse,
      redeemInvitation: refuse,
      offersProvider: async () => false,
      openSignIn: refuse,
      listExchanges: refuse,
      openExchange: refuse,
      signOut: refuse,
    },
    openHub: null,
    access: refuse,
    calendar: refuse,
    readiness: refuse,
    presence: () => new Promise(() => undefined),
    device: {
      installFirst: false,
      install: { platform: 'android', installed: () => false, offered: signal(false), ask: async () => false },
      zone: () => 'Europe/Prague',
      reminders: { state: () => 'unsupported', ask: async () => 'unsupported' },
      storage: refuse,
      appFiles: refuse,
      persistStorage: refuse,
      persistAsks: false,
      photoPolicy: async () => ({ connection: 'unknown', maySend: () => true, mayFetch: () => true }),
      exportAll: refuse,
      restoreCopy: refuse,
      takeOpenedFile: () => undefined,
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

/** Opens a screen at its address, over a store, as the person who is signed in with it would see it. */
export async function openScreen(
  store: Store,
  url: string,
  screen: ComponentChildren,
  device: Partial<DevicePort> = {},
): Promise<void> {
  const outside = await createTestApp();
  await renderScreen(store, url, screen, { device: { ...outside.device, ...device } });
}

/** The same, with more of what stands around it. */
export async function renderScreen(
  store: Store,
  url: string,
  screen: ComponentChildren,
  given: Partial<AppContext>,
): Promise<void> {
  history.replaceState(null, '', url);
  // The screens ask the session for its store and its drafts only.
  const session = { store, drafts: openDrafts(store.db, store.now) } as Session;
  const app = await createTestApp({ session, now: store.now, ...given });
  render(
    <TestApp app={app}>
      <LocationProvider>
        <PhaseProvider>{screen}</PhaseProvider>
      </LocationProvider>
    </TestApp>,
  );
}
