import { signal } from '@preact/signals';
import { render } from 'preact';
import { openDrafts } from '#store/drafts.ts';
import { readLanguage, readSignIns, type SignIn, saveLanguage } from '#store/sign-in.ts';
import { type Device, openStore, type Store } from '#store/store.ts';
import type { RunningSync } from '#sync/start.ts';
import { App } from '#ui/app.tsx';
import type { AppContext, HubPort } from '#ui/context.ts';
import { createI18n } from '#ui/i18n/i18n.ts';
import { chooseLanguage } from '#ui/i18n/languages.ts';
import { createAccount } from './account-port.ts';
import { createDevicePort } from './device-port.ts';
import { firstScreen } from './first-screen.ts';
import { watchInstall } from './install.ts';
import { keepWords } from './keep-words.ts';
import { watchForUpdate } from './pwa-update.ts';

/** The composition root: everything that the app takes from the outside is put together here. */
const device: Device = {
  now: Date.now,
  fillRandom: (bytes) => void crypto.getRandomValues(bytes),
  // What draws pictures is large, and not needed before the first one.
  preparePicture: async (raw) => (await import('./picture-port.ts')).preparePicture(raw),
  readPicked: async (file, aside) => (await import('./picture-port.ts')).readPicked(file, aside),
  drawPdf: async (pdf) => (await import('./picture-port.ts')).drawPdf(pdf),
};
const outside = {
  fetch: (request: Request) => fetch(request),
  origin: location.origin,
  device,
  deviceName: navigator.userAgent,
};

/** The browser offers this once, and early. */
const install = watchInstall(window);

async function start(root: Element): Promise<void> {
  const [signIns, chosen] = await Promise.all([readSignIns(), readLanguage()]);
  const signIn = signIns.all.find(({ participantId }) => participantId === signIns.current) ?? null;
  const store = signIn ? storeOf(signIn) : null;
  // Opened while the first screen is made. What keeps this tab from it is told by store.db.troubles.
  store?.db.open().catch(() => undefined);
  const first = firstScreen(store, location.pathname);
  const [i18n] = await Promise.all([createI18n(chooseLanguage(chosen ? [chosen] : navigator.languages)), first.read]);
  let sync: RunningSync | null = null;
  let started = (_sync: RunningSync) => {};
  const syncing = new Promise<RunningSync>((resolve) => {
    started = resolve;
  });

  const app: AppContext = {
    session: store && signIn ? { store, signIn, drafts: openDrafts(store.db, device.now) } : null,
    signIn,
    signIns: signIns.all,
    i18n,
    now: device.now,
    appVersion: __APP_VERSION__,
    shown: first.shown,
    takeToday: first.takeToday,
    standing: first.standing,
    syncNow: () => sync?.syncNow(),
    account: createAccount(outside, signIn, store, () => sync?.stop()),
    openHub: signIn?.role === 'hub' ? hubOpener(signIn) : null,
    access: async () => (await import('./access-port.ts')).createAccessPort(outside, signIn),
    calendar: async () => (await import('./calendar-port.ts')).createCalendarPort(outside, signIn),
    async readiness() {
      if (!store) throw new Error('no exchange is open');
      return (await import('./readiness-port.ts')).createReadinessPort(store, i18n.language.value);
    },
    presence: async () => (await syncing).presence,
    device: createDevicePort(store, signIn, device, install),
    update: appUpdate(first.stands),
    async chooseLanguage(language) {
      await i18n.setLanguage(language);
      await saveLanguage(language);
      keepWords(language);
    },
  };
  if (import.meta.env.DEV && location.hash === '#/components') {
    const { ComponentsPage } = await import('#ui/dev/components-page.tsx');
    await i18n.loadAll();
    render(<ComponentsPage app={app} />, root);
    return;
  }
  render(<App app={app} />, root);

  // The screen comes from the phone at once; all the rest, and what speaks to the network, loads behind it.
  await first.stands;
  // A screen that is opened without a network before this has come says so itself.
  void i18n.loadAll().catch(() => undefined);
  keepWords(i18n.language.value);
  if (!store || !signIn) return;
  void import('./after-first-screen.ts').then(({ startBehindScreen }) => startBehindScreen(app, store, root));
  const { startSync } = await import('#sync/start.ts');
  sync = startSync({ ...outside, store, token: signIn.token, app: __APP_VERSION__, ...browser() });
  started(sync);
}

/** Hub staff who have not been given an exchange yet have nothing to open. */
function storeOf({ participantId, role, exchangeId }: SignIn): Store | null {
  return exchangeId === null ? null : openStore({ exchangeId, participantId, role }, device);
}

/** One database for all screens of the Hub, opened by the first of them. */
function hubOpener(signIn: SignIn): () => Promise<HubPort> {
  let port: Promise<HubPort> | undefined;
  return () => {
    port ??= import('./hub-port.ts').then(({ openHubPort }) => openHubPort(outside, signIn));
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

function appUpdate(when: Promise<void>): AppContext['update'] {
  const ready = signal(false);
  let apply = () => {};
  const offer = (takeOver: () => void) => {
    apply = takeOver;
    ready.value = true;
  };
  watchForUpdate(offer, when);
  return {
    ready,
    apply: () => apply(),
    later: () => {
      ready.value = false;
    },
  };
}

const root = document.querySelector('#app');
if (root) void start(root);
