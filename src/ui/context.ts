import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { NewExchange } from '#domain/creation/new-exchange.ts';
import type { Caret } from '#domain/presence/messages.ts';
import type { Invitation } from '#domain/protocol.ts';
import type { SavedTemplate, Template, TemplateResponse } from '#domain/template/schema.ts';
import type { TrailRequest, TrailResponse } from '#domain/trail/trail.ts';
import type { Drafts } from '#store/drafts.ts';
import type { OnProgress } from '#store/export.ts';
import type { Creation, HubDb } from '#store/hub/hub-db.ts';
import type { FirstLook } from '#store/queries/today.ts';
import type { Restored } from '#store/restore.ts';
import type { SignIn } from '#store/sign-in.ts';
import type { Store } from '#store/store.ts';
import type { AccessPort } from './access.ts';
import type { Format } from './i18n/format.ts';
import type { I18n, Translate } from './i18n/i18n.ts';
import type { Language } from './i18n/languages.ts';
import type { InstallPort } from './install.ts';
import type { ReadinessPort } from './readiness.ts';

/** Everything the screens need from outside; app-context.ts puts it together, so that a screen touches no global. */
export type AppContext = {
  /** Who uses the app now; null shows the welcome page. */
  readonly signIn: SignIn | null;
  /** Their data of the open exchange; null for Hub staff who have not chosen one yet. */
  readonly session: Session | null;
  /** Everybody who is signed in on this device. */
  readonly signIns: readonly SignIn[];
  readonly i18n: I18n;
  /** Milliseconds since the epoch. */
  now(): number;
  readonly appVersion: string;
  /** Today stands on the screen: what is not needed to show it may load now. */
  shown(): void;
  /** Whether `firstLook` has been read, or is not waited for any longer. What stands around Today is drawn before. */
  readonly looked: ReadonlySignal<boolean>;
  /** What Today shows at first, without the database's own machinery; nothing any more once it has been drawn. */
  firstLook(): FirstLook | undefined;
  /**
   * Whether the first screen has been drawn. Numbers and times are put into words only then: the first of them takes a
   * slow phone a fifth of a second.
   */
  readonly standing: ReadonlySignal<boolean>;
  /** Asks the sync loop to run; what comes of it stands in the sync state. */
  syncNow(): void;
  readonly account: Account;
  /** Opens what spans all exchanges; null for everybody but Hub staff. */
  readonly openHub: (() => Promise<HubPort>) | null;
  /** Letting people and devices in: loaded where it is used. */
  access(): Promise<AccessPort>;
  /** The address of one's schedule: loaded where it is used. */
  calendar(): Promise<CalendarPort>;
  /** What the phone tells of being ready for the trip: loaded where it is used. */
  readiness(): Promise<ReadinessPort>;
  /** Who writes where just now; never, while nothing is exchanged with a server. */
  presence(): Promise<PresencePort>;
  readonly device: DevicePort;
  readonly update: AppUpdate;
  /** Shows a language and remembers it for the next start. */
  chooseLanguage(language: Language): Promise<void>;
};

export type Session = { readonly store: Store; readonly signIn: SignIn; readonly drafts: Drafts };

/** Signing in and out. Each of these that changes who is signed in opens the app anew at Today. */
export type Account = {
  /** Whom a link or a code is for, without using it. @throws CarnetError `invitation_…`, `offline`, `not_carnet`, `unavailable` */
  lookInvitation(secret: string): Promise<Invitation>;
  /** Uses the link for this device and opens the app as its participant. @throws like lookInvitation */
  redeemInvitation(secret: string): Promise<void>;
  /** Whether the server knows a provider of accounts to sign in with; false, too, without a network. */
  offersProvider(): Promise<boolean>;
  /** Opens the app as another participant who is signed in here. */
  openSignIn(participantId: string): Promise<void>;
  /** The exchanges that Hub staff may open. @throws CarnetError */
  listExchanges(): Promise<readonly { id: string; topic: string }[]>;
  /** Opens another exchange with the present sign-in, at Today unless another address is given. */
  openExchange(exchange: { id: string; topic: string }, path?: string): Promise<void>;
  /** Signs out and removes this participant's data from the device, unsent work included: ask first. */
  signOut(): Promise<void>;
};

/** What Hub staff have beyond the open exchange. */
export type HubPort = {
  readonly db: HubDb;
  readonly drafts: Drafts;
  newId(): string;
  /**
   * Keeps exchanges to be created, and sends them when there is a network.
   * @returns those that the server has not taken: they wait, or are refused
   * @throws  CarnetError `storage_…`: nothing was kept
   */
  create(list: readonly NewExchange[]): Promise<readonly Creation[]>;
  /** Sends what waits to be created. */
  sendCreations(): Promise<void>;
  /** The template as the server has it now; it is kept for `latestTemplate`. @throws CarnetError */
  readTemplate(): Promise<TemplateResponse>;
  /** Saves the next version of it. @throws CarnetError `template_changed` when `base` is not the last one */
  saveTemplate(base: number, template: Template): Promise<TemplateResponse>;
  /** The newest that can be had: the server's, or without a network what was last heard of. */
  latestTemplate(): Promise<SavedTemplate>;
  /** One page of an exchange's audit trail; the server has it, the device does not. @throws CarnetError */
  readTrail(question: Omit<TrailRequest, 'type'>): Promise<TrailResponse>;
  /** Keeps the board on this device as the server has it while the page is looked at, until the returned function is called. */
  watchBoard(): () => void;
  /** Looks through all of the board once; what comes of it stands in the board's status. */
  refreshBoard(): Promise<void>;
};

/** The address under which calendar programs read one's own schedule. Each of these asks the server. @throws CarnetError */
export type CalendarPort = {
  /** Since when there is one (ISO 8601); null: there is none. */
  since(): Promise<string | null>;
  /** Makes a new one, which ends the old one. Told this once. */
  create(): Promise<string>;
  remove(): Promise<void>;
};

/** Who writes in which joint text just now, told to the others and heard from them. */
export type PresencePort = {
  /** Where one writes; null: there no longer. */
  tell(textId: string, caret: Caret | null): void;
  /** Calls back at once, and whenever somebody else comes, moves or goes. @returns the way to stop */
  listen(textId: string, listener: (others: readonly { participantId: string; caret: Caret }[]) => void): () => void;
};

/** Which photos may go over the connection that there is now, as the sync loop decides it. */
export type PhotoPolicy = {
  /** What the browser tells of the connection's price; most tell nothing. */
  connection: 'metered' | 'unmetered' | 'unknown';
  maySend(file: { hash: string /** Bytes. */; size: number }): boolean;
  mayFetch(hash: string): boolean;
};

/** `default`: nobody was asked yet. */
export type ReminderState = 'unsupported' | 'default' | 'granted' | 'denied';

export type RemindersPort = {
  state(): ReminderState;
  /** The browser asks the person: only a tap may lead to that. When granted, reminders begin. */
  ask(): Promise<ReminderState>;
};

export type StorageState = { /** Bytes. */ used: number /** Bytes. */; quota: number; persisted: boolean };

/** What the app itself takes, in bytes: its shell, and what came when it was first needed (fonts, languages, readers). */
export type AppFiles = { shell: number; large: number };

/** What the browser does for the screens. */
export type DevicePort = {
  /**
   * Whether signing in here would be in the wrong place: a browser of iOS, whose data an app on the home screen
   * does not share. There the link is used only when the person says so.
   */
  readonly installFirst: boolean;
  readonly install: InstallPort;
  /** The IANA time zone that this device is set to. */
  zone(): string;
  /** Reminders as notifications of this device. */
  readonly reminders: RemindersPort;
  storage(): Promise<StorageState>;
  /** What of it is the app itself. */
  appFiles(): Promise<AppFiles>;
  /** Asks the browser never to clear Carnet's data; false when it refuses. */
  persistStorage(): Promise<boolean>;
  /** Whether the browser then asks the person: only a tap may lead to that, beside words that say why. */
  readonly persistAsks: boolean;
  photoPolicy(): Promise<PhotoPolicy>;
  /** Everything of this participant on this device, as one ZIP that the person can keep. */
  exportAll(onProgress: OnProgress): Promise<Blob>;
  /** Adds what such a file has and this device does not. @throws CarnetError `copy_…`, `file_unreadable`, `storage_…` */
  restoreCopy(file: Blob, onProgress: OnProgress): Promise<Restored>;
  /** Gives the file that the system opened with Carnet, once for each. */
  takeOpenedFile(take: (file: File) => void): void;
  /** Hands a file to the person: a download, or the share sheet where there is one. */
  saveFile(file: Blob, name: string): Promise<void>;
  reload(): void;
};

export type AppUpdate = {
  /** True once a new version is on the device and waits to take over. */
  readonly ready: ReadonlySignal<boolean>;
  apply(): void;
  later(): void;
};

const Context = createContext<AppContext | null>(null);
export const AppProvider = Context.Provider;

export function useApp(): AppContext {
  const app = useContext(Context);
  if (!app) throw new Error('a screen outside AppProvider');
  return app;
}

/** The signed-in participant. Only screens behind the welcome page may ask. */
export function useSession(): Session {
  const { session } = useApp();
  if (!session) throw new Error('a screen of an exchange without a sign-in');
  return session;
}

export function useStore(): Store {
  return useSession().store;
}

const HubContext = createContext<HubPort | null>(null);
export const HubProvider = HubContext.Provider;

/** Only screens inside HubFrame may ask. */
export function useHub(): HubPort {
  const hub = useContext(HubContext);
  if (!hub) throw new Error('a screen of the Hub outside HubFrame');
  return hub;
}

/** Where forms that are being typed are kept: with the open exchange, or with the Hub's own screens. */
export function useDrafts(): Drafts {
  const hub = useContext(HubContext);
  const { session } = useApp();
  const drafts = hub?.drafts ?? session?.drafts;
  if (!drafts) throw new Error('a form without a sign-in');
  return drafts;
}

/** The words, dates and numbers of the chosen language. */
export function useMessages(): { t: Translate; format: Format; language: Language } {
  const { i18n } = useApp();
  return { t: i18n.t, format: i18n.format.value, language: i18n.language.value };
}
