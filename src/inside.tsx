import { render } from 'preact';
import { type Drafts, openDrafts } from '#store/drafts.ts';
import { readFirstLook } from '#store/first-look.ts';
import type { SignIn } from '#store/sign-in.ts';
import { openStore, type Store } from '#store/store.ts';
import type { RunningSync } from '#sync/start.ts';
import { App } from '#ui/app.tsx';
import type { HubPort, Session } from '#ui/context.ts';
import { createI18n } from '#ui/i18n/i18n.ts';
import { type Arrival, createAppContext, device, surroundings } from './app-context.ts';
import { firstScreen } from './first-screen.ts';
import { keepWords } from './keep-words.ts';
import { linkManifest } from './link-manifest.ts';

/** The composition root for somebody who is signed in. */
export async function startInside(arrival: Arrival, signIn: SignIn): Promise<void> {
  const { root, language } = arrival;
  const store = storeOf(signIn);
  const first = firstScreen(
    store && (() => readFirstLook(signIn.participantId, store.context.exchangeId)),
    location.pathname,
  );
  const i18n = await createI18n(language);
  let sync: RunningSync | null = null;
  const { promise: syncing, resolve: started } = Promise.withResolvers<RunningSync>();

  const app = createAppContext(arrival, i18n, {
    signIn,
    session: store && openSession(store, signIn),
    openHub: signIn.role === 'hub' ? hubOpener(signIn) : null,
    async readiness() {
      if (!store) throw new Error('no exchange is open');
      return (await import('./readiness-port.ts')).createReadinessPort(store, i18n.language.value);
    },
    presence: async () => (await syncing).presence,
    syncNow: () => sync?.syncNow(),
    stopSync: () => sync?.stop(),
    shown: first.shown,
    looked: first.looked,
    firstLook: first.firstLook,
    standing: first.standing,
    stands: first.stands,
  });
  render(<App app={app} />, root);

  // The screen comes from the phone at once; all the rest, and what speaks to the network, loads behind it.
  await first.stands;
  linkManifest();
  // A screen that is opened without a network before this has come says so itself.
  void i18n.loadAll().catch(() => undefined);
  keepWords(i18n.language.value);
  if (!store) return;
  // What keeps this tab from it is told by store.db.troubles.
  store.db.open().catch(() => undefined);
  void import('./after-first-screen.ts').then(({ startBehindScreen }) => startBehindScreen(app, store, root));
  const { startSync } = await import('#sync/start.ts');
  sync = startSync({ ...surroundings, store, token: signIn.token, app: __APP_VERSION__, ...browser() });
  started(sync);
}

/** Its database is made when something asks for it: the first screen does without. */
function openSession(store: Store, signIn: SignIn): Session {
  let drafts: Drafts | undefined;
  return {
    store,
    signIn,
    get drafts() {
      drafts ??= openDrafts(store.db, device.now);
      return drafts;
    },
  };
}

/** Hub staff who have not been given an exchange yet have nothing to open. */
function storeOf({ participantId, role, exchangeId }: SignIn): Store | null {
  return exchangeId === null ? null : openStore({ exchangeId, participantId, role }, device);
}

/** One database for all screens of the Hub, opened by the first of them. */
function hubOpener(signIn: SignIn): () => Promise<HubPort> {
  let port: Promise<HubPort> | undefined;
  return () => {
    port ??= import('./hub-port.ts').then(({ openHubPort }) => openHubPort(surroundings, signIn));
    // A part that could not be loaded is tried again by the next screen.
    port.catch(() => {
      port = undefined;
    });
    return port;
  };
}

function browser() {
  return { locks: navigator.locks, random: Math.random, window };
}
