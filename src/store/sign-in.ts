import { get, set, update } from 'idb-keyval';
import * as z from 'zod/mini';
import { idSchema, roleSchema, secretSchema } from '#domain/scalars.ts';

/** One participant signed in on this installation. Not a row: it must be there before any database is opened. */
const signInSchema = z.object({
  participantId: idSchema,
  deviceId: idSchema,
  /** 256 random bits; the server keeps only their hash. */
  token: secretSchema,
  name: z.string(),
  role: roleSchema,
  /** The exchange to open; null for Hub staff who have not chosen one yet. */
  exchangeId: z.nullable(idSchema),
  topic: z.string(),
});
export type SignIn = z.infer<typeof signInSchema>;

const signInsSchema = z.object({ current: z.nullable(idSchema), all: z.array(signInSchema) });
export type SignIns = z.infer<typeof signInsSchema>;

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

function parseSignIns(stored: unknown): SignIns {
  return signInsSchema.safeParse(stored).data ?? { current: null, all: [] };
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
