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
const none: SignIns = { current: null, all: [] };

export async function readSignIns(): Promise<SignIns> {
  const parsed = signInsSchema.safeParse(await get(key));
  return parsed.success ? parsed.data : none;
}

/** Adds or replaces one participant's sign-in and makes it the current one. */
export async function saveSignIn(signIn: SignIn): Promise<void> {
  await update(key, (stored: unknown): SignIns => {
    const parsed = signInsSchema.safeParse(stored);
    const others = parsed.success
      ? parsed.data.all.filter((other) => other.participantId !== signIn.participantId)
      : [];
    return { current: signIn.participantId, all: [...others, signIn] };
  });
}

/** Makes another signed-in participant the current one; null shows the welcome page. */
export async function switchSignIn(participantId: string | null): Promise<void> {
  await set(key, { ...(await readSignIns()), current: participantId });
}

/** Forgets the sign-in. The participant's database, with all that is unsent, stays until it is deleted by name. */
export async function removeSignIn(participantId: string): Promise<void> {
  const { all } = await readSignIns();
  await set(key, { current: null, all: all.filter((signIn) => signIn.participantId !== participantId) });
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
