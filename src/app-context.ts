import { signal } from '@preact/signals';
import { type SignIn, saveLanguage } from '#store/sign-in.ts';
import type { Device } from '#store/store.ts';
import type { AppContext } from '#ui/context.ts';
import type { I18n } from '#ui/i18n/i18n.ts';
import type { Language } from '#ui/i18n/languages.ts';
import type { InstallPort } from '#ui/install.ts';
import { createAccount } from './account-port.ts';
import { createDevicePort } from './device-port.ts';
import { keepWords } from './keep-words.ts';
import { watchForUpdate } from './pwa-update.ts';

/** What is known before anything of the app is there. */
export type Arrival = {
  readonly root: Element;
  readonly install: InstallPort;
  /** Everybody who is signed in on this device. */
  readonly signIns: readonly SignIn[];
  readonly language: Language;
};

/** What differs between somebody who is signed in and somebody who is not. */
type Own = Pick<
  AppContext,
  | 'signIn'
  | 'session'
  | 'openHub'
  | 'readiness'
  | 'presence'
  | 'syncNow'
  | 'shown'
  | 'looked'
  | 'firstLook'
  | 'standing'
> & {
  /** Nothing is asked of the network before. */
  stands: Promise<unknown>;
  stopSync(): void;
};

export const device: Device = {
  now: Date.now,
  fillRandom: (bytes) => void crypto.getRandomValues(bytes),
  // What draws pictures is large, and not needed before the first one.
  preparePicture: async (raw) => (await import('./picture-port.ts')).preparePicture(raw),
  readPicked: async (file, aside) => (await import('./picture-port.ts')).readPicked(file, aside),
  drawPdf: async (pdf) => (await import('./picture-port.ts')).drawPdf(pdf),
};

export const surroundings = {
  fetch: (request: Request) => fetch(request),
  origin: location.origin,
  device,
  deviceName: navigator.userAgent,
};

/** Everything that the screens need from outside, put together. */
export function createAppContext({ install, signIns }: Arrival, i18n: I18n, own: Own): AppContext {
  const { stands, stopSync, ...rest } = own;
  const { signIn, session } = own;
  const store = session?.store ?? null;
  return {
    ...rest,
    signIns,
    i18n,
    now: device.now,
    appVersion: __APP_VERSION__,
    account: createAccount(surroundings, signIn, store, stopSync),
    access: async () => (await import('./access-port.ts')).createAccessPort(surroundings, signIn),
    calendar: async () => (await import('./calendar-port.ts')).createCalendarPort(surroundings, signIn),
    device: createDevicePort(store, signIn, device, install),
    update: appUpdate(stands),
    async chooseLanguage(language) {
      await i18n.setLanguage(language);
      await saveLanguage(language);
      keepWords(language);
    },
  };
}

function appUpdate(when: Promise<unknown>): AppContext['update'] {
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
