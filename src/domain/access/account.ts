import * as z from 'zod/mini';
import { idSchema, instantSchema, lineSchema, roleSchema, secretSchema } from '../scalars.ts';

/**
 * Signing in with an account elsewhere (OAuth 2.0 with PKCE, RFC 7636): the device asks, keeps the proof to itself and
 * brings back a code; the server redeems it. Nothing of it is kept on the server in between.
 */
export const accountPath = '/account';

/** Where a device sends its person. */
export const providerSchema = z.object({
  type: z.literal('provider'),
  authorizeUrl: z.url(),
  clientId: z.string(),
  scope: z.string(),
  /** Where the person comes back: a page of ours. */
  redirectUri: z.url(),
});
export type Provider = z.infer<typeof providerSchema>;

/** The answer of a server without one: it is asked by every phone that is not signed in, so this is no failure. */
export const noProviderSchema = z.object({ type: z.literal('no_provider') });
export type NoProvider = z.infer<typeof noProviderSchema>;

/** What the person came back with, and the proof that this device asked. */
export const grantSchema = z.object({
  type: z.literal('grant'),
  code: z.string().check(z.minLength(1), z.maxLength(4000)),
  state: secretSchema,
  /** Who answered (RFC 9207), where the provider says so. */
  iss: z.optional(z.string().check(z.maxLength(500))),
  verifier: secretSchema,
});
export type Grant = z.infer<typeof grantSchema>;

/** Whose account is bound to this sign-in; null: nobody's. */
export const accountSchema = z.object({
  type: z.literal('account'),
  username: z.nullable(lineSchema),
  linkedAt: z.nullable(instantSchema),
});
export type LinkedAccount = z.infer<typeof accountSchema>;

/** A link for each participant that the account is bound to, short-lived and for one device. */
export const entriesSchema = z.object({
  type: z.literal('entries'),
  username: lineSchema,
  entries: z.array(
    z.object({ secret: secretSchema, name: z.string(), role: roleSchema, topic: z.string(), participantId: idSchema }),
  ),
});
export type Entries = z.infer<typeof entriesSchema>;
