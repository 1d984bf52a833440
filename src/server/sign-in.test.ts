import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createInvitation } from './invitations.ts';
import { seedDeviceId } from './seed.ts';
import {
  createExchange,
  get,
  newId,
  newSecret,
  noteAdd,
  openTestApp,
  post,
  redeem,
  sendPull,
  sendPush,
  signIn,
  type TestApp,
} from './test-app.ts';

async function invite(app: TestApp, exchangeId: string | null, participantId = newId(), days = 1): Promise<string> {
  const input = {
    participantId,
    name: 'Ђорђе',
    exchangeId,
    role: exchangeId ? ('mentor' as const) : ('hub' as const),
    days,
  };
  return (await createInvitation(app.services, 'https://carnet.example', input)).secret;
}

async function codeOf(response: Response): Promise<[number, unknown]> {
  return [response.status, (await response.json()).code];
}

function look(app: TestApp, secret: string, deviceIds: string[] = []): Promise<Response> {
  return post(app, undefined, '/api/invitations/look', { type: 'look', secret, deviceIds });
}

test('a link carries its secret in the fragment only, and the server keeps no more than its hash', async () => {
  await using app = await openTestApp();
  const input = { participantId: newId(), name: 'A', exchangeId: null, role: 'hub' as const };
  const { secret, link } = await createInvitation(app.services, 'https://carnet.example', input);
  expect(link).toBe(`https://carnet.example/join#${secret}`);
  expect(await app.services.storage.signIns.findInvitation(secret)).toBeUndefined();
});

test('looking at a link tells whom it is for and does not use it up', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app, 'Wikidata for museums');
  const secret = await invite(app, exchangeId);
  for (let times = 0; times < 2; times += 1) {
    expect(await (await look(app, secret)).json()).toMatchObject({
      type: 'invitation',
      name: 'Ђорђе',
      role: 'mentor',
      exchange: { id: exchangeId, topic: 'Wikidata for museums' },
    });
  }
});

test('the same device may redeem again after a lost answer; any other device is refused', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const secret = await invite(app, exchangeId);
  const device = { id: newId(), token: newSecret() };
  expect((await redeem(app, secret, device)).status).toBe(200);
  expect((await look(app, secret, [device.id])).status).toBe(200);
  expect(await codeOf(await look(app, secret, [newId()]))).toEqual([410, 'invitation_used']);
  expect((await redeem(app, secret, device)).status).toBe(200);
  expect(await codeOf(await redeem(app, secret, { id: newId(), token: newSecret() }))).toEqual([
    410,
    'invitation_used',
  ]);
  expect(await codeOf(await redeem(app, secret, { ...device, token: newSecret() }))).toEqual([410, 'invitation_used']);
});

test('a link used by many devices at once signs in one', async () => {
  await using app = await openTestApp();
  const secret = await invite(app, await createExchange(app));
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => redeem(app, secret, { id: newId(), token: newSecret() })),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410, 410, 410, 410, 410]);
});

test('unknown, expired and malformed links are told apart', async () => {
  await using app = await openTestApp();
  const device = { id: newId(), token: newSecret() };
  expect(await codeOf(await redeem(app, newSecret(), device))).toEqual([404, 'invitation_unknown']);
  expect(await codeOf(await redeem(app, await invite(app, null, newId(), -1), device))).toEqual([
    410,
    'invitation_expired',
  ]);
  expect(await codeOf(await redeem(app, 'short', device))).toEqual([400, 'bad_request']);
  expect(await codeOf(await post(app, undefined, '/api/invitations/redeem', 'not json'))).toEqual([400, 'bad_json']);
});

test('S8: signing in again as the same participant resumes the same device and its numbers', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const participantId = newId();
  const device = { id: newId(), token: newSecret(), participantId };
  await redeem(app, await invite(app, exchangeId, participantId), device);
  await sendPush(app, device, exchangeId, [noteAdd(device, 1)]);
  await app.services.storage.signIns.revokeDevice(device.id, new Date().toISOString());
  expect(await codeOf(await sendPush(app, device, exchangeId, [noteAdd(device, 2)]))).toEqual([401, 'unauthorized']);

  const again = { ...device, token: newSecret() };
  expect((await redeem(app, await invite(app, exchangeId, participantId), again)).status).toBe(200);
  const response = await sendPush(app, again, exchangeId, [noteAdd(again, 2)]);
  expect(await response.json()).toEqual({ type: 'pushed', lastSeq: 2 });
  expect((await sendPull(app, device, exchangeId)).status).toBe(401);
});

test('a revoked device cannot bring itself back with its old link', async () => {
  await using app = await openTestApp();
  const secret = await invite(app, await createExchange(app));
  const device = { id: newId(), token: newSecret() };
  await redeem(app, secret, device);
  await app.services.storage.signIns.revokeDevice(device.id, new Date().toISOString());
  expect(await codeOf(await redeem(app, secret, device))).toEqual([410, 'invitation_used']);
});

test('a device id that belongs to another participant, or to the server, is refused', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const victim = await signIn(app, exchangeId);
  const secret = await invite(app, exchangeId);
  for (const id of [victim.id, seedDeviceId]) {
    expect(await codeOf(await redeem(app, secret, { id, token: newSecret() }))).toEqual([403, 'not_allowed']);
  }
  expect((await get(app, victim.token, '/api/me')).status).toBe(200);
});

test('missing, malformed, wrong and revoked tokens are all unauthorized, everywhere', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const paths = [
    '/api/me',
    '/api/exchanges',
    `/api/events?exchange=${exchangeId}`,
    `/api/exchanges/${exchangeId}/blobs/${'0'.repeat(64)}`,
    '/api/uploads/x',
  ];
  await app.services.storage.signIns.revokeDevice(device.id, new Date().toISOString());
  for (const token of [undefined, 'x', newSecret(), device.token]) {
    for (const path of paths) expect(await codeOf(await get(app, token, path))).toEqual([401, 'unauthorized']);
    expect((await post(app, token, '/api/sync/push', {})).status).toBe(401);
    expect((await post(app, token, '/api/sync/pull', {})).status).toBe(401);
    expect((await post(app, token, '/api/uploads', '')).status).toBe(401);
  }
});

test('a participant sees and opens their own exchange; Hub staff see all', async () => {
  await using app = await openTestApp();
  const [own, other] = [await createExchange(app, 'Own'), await createExchange(app, 'Other')];
  const [mentee, hub] = [await signIn(app, own), await signIn(app, null, 'hub')];
  const listed = { type: 'exchanges', exchanges: [{ id: own, topic: 'Own' }] };
  expect(await (await get(app, mentee.token, '/api/exchanges')).json()).toEqual(listed);
  expect((await (await get(app, hub.token, '/api/exchanges')).json()).exchanges).toHaveLength(2);
  expect(await (await get(app, mentee.token, '/api/me')).json()).toEqual({
    type: 'me',
    deviceId: mentee.id,
    participantId: mentee.participantId,
    role: 'mentee',
    exchange: { id: own, topic: 'Own' },
    validUntil: expect.any(String),
  });
  expect((await sendPull(app, hub, other)).status).toBe(200);
  for (const exchangeId of [other, newId()]) {
    expect(await codeOf(await sendPull(app, mentee, exchangeId))).toEqual([403, 'not_allowed']);
    expect(await codeOf(await sendPush(app, mentee, exchangeId, [noteAdd(mentee, 1)]))).toEqual([403, 'not_allowed']);
    expect(await codeOf(await get(app, mentee.token, `/api/events?exchange=${exchangeId}`))).toEqual([
      403,
      'not_allowed',
    ]);
  }
  expect(await (await sendPull(app, hub, other)).json()).toMatchObject({ changes: [{ kind: 'exchange' }] });
});

test('health tells version, protocol and store, and 503 with the reason when the store is gone', async () => {
  const app = await openTestApp();
  const well = await app.fetch('/api/health');
  expect([well.status, await well.json()]).toEqual([
    200,
    { status: 'ok', version: app.services.version, protocol: 1, store: app.services.storage.name },
  ]);
  await app.services.storage.close();
  const ill = await app.fetch('/api/health');
  expect(ill.status).toBe(503);
  expect(await ill.json()).toMatchObject({ type: 'error', code: 'unavailable', detail: expect.any(String) });
  await rm(app.dataDir, { recursive: true, force: true });
});

test('an unknown API path is a JSON not_found, never the app shell', async () => {
  await using app = await openTestApp();
  for (const path of ['/api/nothing', '/api', '/api/sync/nothing']) {
    const response = await app.fetch(path);
    expect([404, 401]).toContain(response.status);
    expect(await response.json()).toMatchObject({ type: 'error' });
  }
});

test('a device that signs out ends its own sign-in, and no other', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const [leaving, staying] = [await signIn(app, exchangeId), await signIn(app, exchangeId)];
  expect((await get(app, leaving.token, '/api/me', 'DELETE')).status).toBe(204);
  expect((await get(app, leaving.token, '/api/me')).status).toBe(401);
  expect((await get(app, staying.token, '/api/me')).status).toBe(200);
});
