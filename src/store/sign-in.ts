import { get, set, update } from 'idb-keyval';
import type { Role } from '#domain/scalars.ts';

/** One participant signed in on this installation. Not a row: it must be there before any database is opened. */
export type SignIn = {
  readonly participantId: string;
  readonly deviceId: string;
  /** 256 random bits; the server keeps only their hash. */
  readonly token: string;
  readonly name: string;
  readonly role: Role;
  /** The exchange to open; null for Hub staff who have not chosen one yet. */
  readonly exchangeId: string | null;
  readonly topic: string;
};
export type SignIns = { readonly current: string | null; readonly all: readonly SignIn[] };

const key = 'sign-ins';

export async function readSignIns(): Promise<SignIns> {
  return parseSignIns(await get(key));
}

/** Adds or replaces one participant's sign-in and makes it the current one. */
export function saveSignIn(signIn: SignIn): Promise<void> {
  return change(({ all }) => ({ current: signIn.participantId, all: [...without(all, signIn.participantId), signIn] }));
}

/** Makes another signed-in participant the current one. */
export function switchSignIn(participantId: string): Promise<void> {
  return change(({ all }) => ({ current: participantId, all }));
}

/** Forgets the sign-in. The participant's database, with all that is unsent, stays until it is deleted by name. */
export function removeSignIn(participantId: string): Promise<void> {
  return change(({ all }) => ({ current: null, all: without(all, participantId) }));
}

/** In one transaction, so that two tabs that sign in at once don't drop each other's token. */
function change(next: (signIns: SignIns) => SignIns): Promise<void> {
  return update(key, (stored: unknown) => next(parseSignIns(stored)));
}

/** By hand: a schema library would be a tenth of all that the phone reads before it shows Today. */
function parseSignIns(stored: unknown): SignIns {
  const { current, all } = fieldsOf(stored);
  const isWhole = isTextOrNull(current) && Array.isArray(all) && all.every(isSignIn);
  return isWhole ? { current, all } : { current: null, all: [] };
}

const roles: Readonly<Record<Role, true>> = { mentee: true, mentor: true, hub: true };

function isSignIn(value: unknown): value is SignIn {
  const { participantId, deviceId, token, name, role, exchangeId, topic } = fieldsOf(value);
  const texts = [participantId, deviceId, token, name, topic];
  const isRole = typeof role === 'string' && Object.hasOwn(roles, role);
  return texts.every((text) => typeof text === 'string') && isRole && isTextOrNull(exchangeId);
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function without(all: readonly SignIn[], participantId: string): SignIn[] {
  return all.filter((signIn) => signIn.participantId !== participantId);
}

const languageKey = 'language';

/** The language the person chose, or undefined to follow the browser. */
export async function readLanguage(): Promise<string | undefined> {
  const language: unknown = await get(languageKey);
  return typeof language === 'string' ? language : undefined;
}

export async function saveLanguage(language: string): Promise<void> {
  await set(languageKey, language);
}
