import { del, get, set } from 'idb-keyval';
import * as z from 'zod/mini';
import {
  accountSchema,
  type Entries,
  entriesSchema,
  type Grant,
  type LinkedAccount,
  noProviderSchema,
  type Provider,
  providerSchema,
} from '#domain/access/account.ts';
import { bytesToBase64 } from '#domain/base64.ts';
import { CarnetError } from '#domain/errors.ts';
import { secretSchema } from '#domain/scalars.ts';
import type { AccountDeps } from './account.ts';
import { createTransport, parseAnswer, requestJson } from './transport.ts';

/** Why somebody goes to the provider: to bind their account to this sign-in, or to sign in with it. */
const purposeSchema = z.enum(['link', 'enter']);
export type Purpose = z.infer<typeof purposeSchema>;

/** What a person comes back to. In IndexedDB: an installed app may come back in another window. */
const pendingSchema = z.object({ purpose: purposeSchema, state: secretSchema, verifier: secretSchema });
const key = 'account-visit';

export type Arrival =
  | { readonly purpose: 'link'; readonly account: LinkedAccount }
  | { readonly purpose: 'enter'; readonly told: Entries };

/**
 * Makes this device's proof (RFC 7636) and says where to go with it.
 * @returns the provider's address, to open in this window
 */
export async function beginVisit(deps: AccountDeps, purpose: Purpose): Promise<string> {
  const { authorizeUrl, clientId, redirectUri, scope } = await askProvider(deps);
  const [state, verifier] = [randomText(deps), randomText(deps)];
  await set(key, { purpose, state, verifier });
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const url = new URL(authorizeUrl);
  const asked = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state,
    code_challenge: urlSafe(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return url.href;
}

/**
 * Goes on where the provider has sent the person back. An answer that this device did not ask for is nobody's.
 * @throws CarnetError `account_refused`, `account_unknown`, `unauthorized`, `offline` …
 */
export async function endVisit(deps: AccountDeps, token: string | undefined, search: string): Promise<Arrival> {
  const pending = pendingSchema.safeParse(await get(key));
  const came = new URLSearchParams(search);
  const code = came.get('code');
  if (!pending.success || !code || came.get('state') !== pending.data.state) throw new CarnetError('account_refused');
  const { purpose, state, verifier } = pending.data;
  const iss = came.get('iss');
  const grant: Grant = { type: 'grant', code, state, verifier, ...(iss === null ? {} : { iss }) };
  const arrival =
    purpose === 'link'
      ? { purpose, account: await link(deps, token ?? '', grant) }
      : { purpose, told: await enter(deps, grant) };
  await del(key);
  return arrival;
}

export async function readAccount(deps: AccountDeps, token: string): Promise<LinkedAccount> {
  return parseAnswer(await createTransport({ ...deps, token }).send('/api/account'), accountSchema);
}

export async function unlinkAccount(deps: AccountDeps, token: string): Promise<void> {
  await createTransport({ ...deps, token }).send('/api/account', { method: 'DELETE' });
}

async function askProvider({ fetch, origin }: AccountDeps): Promise<Provider> {
  const response = await requestJson(fetch, origin, '/api/account/provider', {});
  const answer = await parseAnswer(response, z.union([providerSchema, noProviderSchema]));
  if (answer.type === 'no_provider') throw new CarnetError('not_found', 'this server has no accounts');
  return answer;
}

async function link(deps: AccountDeps, token: string, grant: Grant): Promise<LinkedAccount> {
  const headers = { 'Content-Type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify(grant) };
  return parseAnswer(await createTransport({ ...deps, token }).send('/api/account/link', init), accountSchema);
}

async function enter({ fetch, origin }: AccountDeps, grant: Grant): Promise<Entries> {
  return parseAnswer(await requestJson(fetch, origin, '/api/account/sign-in', grant), entriesSchema);
}

function randomText({ device }: AccountDeps): string {
  const random = new Uint8Array(32);
  device.fillRandom(random);
  return urlSafe(random);
}

function urlSafe(bytes: Uint8Array): string {
  return bytesToBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
