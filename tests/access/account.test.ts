import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountPath, type Entries, type Grant } from '#domain/access/account.ts';
import { openAccountProvider } from '#server/account-provider.ts';
import { createApp } from '#server/app.ts';
import {
  createExchange,
  get,
  newId,
  newSecret,
  openTestApp,
  post,
  redeem,
  signIn,
  type TestApp,
  type TestDevice,
} from '#server/test-app.ts';
import { type OidcServer, openOidcServer } from '#tests/oidc-server.ts';

/** Sign-in with an account, against a certified OpenID Connect server on this machine that insists on PKCE. */

const origin = 'http://localhost:8787';
let oidc: OidcServer;
beforeAll(async () => {
  oidc = await openOidcServer(origin + accountPath);
});
afterAll(() => oidc.close());

async function openApp(): Promise<TestApp> {
  const app = await openTestApp();
  const server = createApp(app.services, undefined, { provider: openAccountProvider(oidc.config, origin) });
  return { ...app, fetch: async (path, init) => server.fetch(new Request(origin + path, init)) };
}

function random(): string {
  return randomBytes(32).toString('base64url');
}

/** What a device does: makes its proof, sends its person to the provider, and takes what comes back. */
async function grantOf(app: TestApp, account: string): Promise<Grant> {
  const provider = await (await post(app, undefined, '/api/account/provider', {})).json();
  const [state, verifier] = [random(), random()];
  const url = new URL(provider.authorizeUrl);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: provider.redirectUri,
    scope: provider.scope,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  const back = (await oidc.visit(url.href, account)).searchParams;
  expect(back.get('state')).toBe(state);
  const iss = back.get('iss');
  return { type: 'grant', code: back.get('code') ?? '', state, verifier, ...(iss ? { iss } : {}) };
}

async function link(app: TestApp, device: TestDevice, account: string): Promise<Response> {
  return post(app, device.token, '/api/account/link', await grantOf(app, account));
}

async function enter(app: TestApp, account: string): Promise<Response> {
  return post(app, undefined, '/api/account/sign-in', await grantOf(app, account));
}

async function codeOf(response: Response): Promise<unknown> {
  return [response.status, (await response.json()).code];
}

test('an account that was linked once signs in on a new device, as the same participant', async () => {
  await using app = await openApp();
  const exchangeId = await createExchange(app, 'Archives');
  const first = await signIn(app, exchangeId, 'mentor');
  expect(await (await link(app, first, 'KatkaPíše')).json()).toMatchObject({ type: 'account', username: 'KatkaPíše' });
  expect(await (await get(app, first.token, '/api/account')).json()).toMatchObject({ username: 'KatkaPíše' });

  const told: Entries = await (await enter(app, 'KatkaPíše')).json();
  expect(told.entries).toMatchObject([{ role: 'mentor', topic: 'Archives', participantId: first.participantId }]);
  const fresh = { id: newId(), token: newSecret() };
  expect((await redeem(app, told.entries[0]?.secret ?? '', fresh)).status).toBe(200);
  expect(await (await get(app, fresh.token, '/api/me')).json()).toMatchObject({ participantId: first.participantId });
});

test('somebody in two exchanges is offered both; an account that nobody has linked opens nothing', async () => {
  await using app = await openApp();
  for (const topic of ['One', 'Two']) await link(app, await signIn(app, await createExchange(app, topic)), 'Ilinca');
  const told: Entries = await (await enter(app, 'Ilinca')).json();
  expect(told.entries.map(({ topic }) => topic).sort()).toEqual(['One', 'Two']);
  expect(await codeOf(await enter(app, 'Stranger'))).toEqual([404, 'account_unknown']);
});

test('a code is good once, and only with the proof of the device that asked', async () => {
  await using app = await openApp();
  const device = await signIn(app, await createExchange(app));
  await link(app, device, 'Šimon');
  const grant = await grantOf(app, 'Šimon');
  const stolen = { ...grant, verifier: random() };
  expect(await codeOf(await post(app, undefined, '/api/account/sign-in', stolen))).toEqual([403, 'account_refused']);
  const good = await grantOf(app, 'Šimon');
  expect((await post(app, undefined, '/api/account/sign-in', good)).status).toBe(200);
  expect(await codeOf(await post(app, undefined, '/api/account/sign-in', good))).toEqual([403, 'account_refused']);
  const foreign = { ...(await grantOf(app, 'Šimon')), iss: 'https://evil.example' };
  expect(await codeOf(await post(app, undefined, '/api/account/sign-in', foreign))).toEqual([403, 'account_refused']);
});

test('an account that was unlinked, or whose person the Hub has signed out everywhere, opens nothing', async () => {
  await using app = await openApp();
  const exchangeId = await createExchange(app);
  const [device, hub] = [await signIn(app, exchangeId), await signIn(app, null, 'hub')];
  await link(app, device, 'Андрій');
  expect((await get(app, device.token, '/api/account', 'DELETE')).status).toBe(204);
  expect(await codeOf(await enter(app, 'Андрій'))).toEqual([404, 'account_unknown']);
  await link(app, device, 'Андрій');
  const { participantId } = device;
  await post(app, hub.token, '/api/people/revoke', { type: 'revoke', exchangeId, participantId, devices: true });
  expect(await codeOf(await enter(app, 'Андрій'))).toEqual([404, 'account_unknown']);
});

test('linking needs a sign-in, and without a provider there is none of this', async () => {
  await using app = await openApp();
  expect((await post(app, undefined, '/api/account/link', {})).status).toBe(401);
  await using plain = await openTestApp();
  const answer = await post(plain, undefined, '/api/account/provider', {});
  expect([answer.status, await answer.json()]).toEqual([200, { type: 'no_provider' }]);
});

test('a provider that can’t be reached is told as that, and not as a refusal', async () => {
  await using app = await openTestApp();
  const config = { ...oidc.config, tokenUrl: 'http://localhost:1/token' };
  const server = createApp(app.services, undefined, { provider: openAccountProvider(config, origin) });
  const grant = { type: 'grant', code: 'x', state: random(), verifier: random(), iss: config.issuer };
  const request = new Request(`${origin}/api/account/sign-in`, { method: 'POST', body: JSON.stringify(grant) });
  expect(await codeOf(await server.fetch(request))).toEqual([503, 'unavailable']);
});
