import { expect, test } from 'vitest';
import { codePattern } from '#domain/access/code.ts';
import {
  devicesResponseSchema,
  type Invited,
  invitationsResponseSchema,
  invitedSchema,
} from '#domain/access/messages.ts';
import type { Role } from '#domain/scalars.ts';
import { seedMutations } from './seed.ts';
import {
  createExchange,
  get,
  newId,
  newSecret,
  noteAdd,
  openTestApp,
  post,
  redeem,
  sendPush,
  signIn,
  type TestApp,
  type TestDevice,
} from './test-app.ts';

/** A participant whom the Hub has put into an exchange. */
async function addPerson(app: TestApp, exchangeId: string, name = 'Ђорђе', role: Role = 'mentor'): Promise<string> {
  const args = { id: newId(), name, role, community: '', username: '', lead: true };
  await seedMutations(app.services, exchangeId, [
    { participantId: newId(), role: 'hub', name: 'participant.add', args },
  ]);
  return args.id;
}

function askInvite(app: TestApp, by: TestDevice, exchangeId: string | null, participantId: string, name?: string) {
  const body = { type: 'invite', exchangeId, participantId, ...(name ? { name } : {}) };
  return post(app, by.token, '/api/people/invite', body);
}

async function invite(
  app: TestApp,
  by: TestDevice,
  exchangeId: string | null,
  participantId: string,
): Promise<Invited> {
  return invitedSchema.parse(await (await askInvite(app, by, exchangeId, participantId, 'Zsófia')).json());
}

async function standings(app: TestApp, by: TestDevice, exchangeId: string | null) {
  const response = await post(app, by.token, '/api/people/list', { type: 'invitations', exchangeId });
  return invitationsResponseSchema.parse(await response.json()).people;
}

function revoke(app: TestApp, by: TestDevice, exchangeId: string | null, participantId: string, devices = false) {
  return post(app, by.token, '/api/people/revoke', { type: 'revoke', exchangeId, participantId, devices });
}

async function codeOf(response: Response): Promise<unknown> {
  return response.ok ? 'ok' : (await response.json()).code;
}

function freshDevice() {
  return { id: newId(), token: newSecret() };
}

test('the Hub invites a person, who signs in with the link or with the typed code, once', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const hub = await signIn(app, null, 'hub');
  for (const by of ['secret', 'code'] as const) {
    const participantId = await addPerson(app, exchangeId);
    const invited = await invite(app, hub, exchangeId, participantId);
    expect(invited.code).toMatch(codePattern);
    const look = { type: 'look', secret: invited[by], deviceIds: [] };
    expect(await (await post(app, undefined, '/api/invitations/look', look)).json()).toMatchObject({
      participantId,
      name: 'Ђорђе',
      role: 'mentor',
    });
    const device = freshDevice();
    expect(await codeOf(await redeem(app, invited[by], device))).toBe('ok');
    // The same request again, after a lost answer.
    expect(await codeOf(await redeem(app, invited[by], device))).toBe('ok');
    expect(await codeOf(await redeem(app, invited.code, freshDevice()))).toBe('invitation_used');
    expect(await codeOf(await redeem(app, invited.secret, freshDevice()))).toBe('invitation_used');
    expect(await (await get(app, device.token, '/api/me')).json()).toMatchObject({ participantId, role: 'mentor' });
  }
});

test('of a code and a link the server keeps hashes only', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const { secret, code } = await invite(app, hub, null, newId());
  expect(await app.services.storage.access.findByCode(code)).toBeUndefined();
  expect(await app.services.storage.signIns.findInvitation(secret)).toBeUndefined();
});

test('an invitation sent again ends the one before; one that was taken back opens nothing', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const hub = await signIn(app, null, 'hub');
  const participantId = await addPerson(app, exchangeId);
  const first = await invite(app, hub, exchangeId, participantId);
  const second = await invite(app, hub, exchangeId, participantId);
  for (const key of [first.secret, first.code]) {
    expect(await codeOf(await redeem(app, key, freshDevice()))).toBe('invitation_revoked');
    const look = { type: 'look', secret: key, deviceIds: [] };
    expect(await codeOf(await post(app, undefined, '/api/invitations/look', look))).toBe('invitation_revoked');
  }
  expect((await revoke(app, hub, exchangeId, participantId)).status).toBe(204);
  expect(await codeOf(await redeem(app, second.secret, freshDevice()))).toBe('invitation_revoked');
  const third = await invite(app, hub, exchangeId, participantId);
  expect(await codeOf(await redeem(app, third.code, freshDevice()))).toBe('ok');
});

test('the Hub sees how far each person has come, and ends all sign-ins of one whose phone is lost', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const hub = await signIn(app, null, 'hub');
  const [waiting, used, taken] = [
    await addPerson(app, exchangeId, 'Олена'),
    await addPerson(app, exchangeId, 'Ilinca'),
    await addPerson(app, exchangeId, 'Šimon'),
  ];
  await invite(app, hub, exchangeId, waiting);
  const device = freshDevice();
  await redeem(app, (await invite(app, hub, exchangeId, used)).secret, device);
  await invite(app, hub, exchangeId, taken);
  await revoke(app, hub, exchangeId, taken);
  const people = await standings(app, hub, exchangeId);
  expect(people.map(({ name, state, devices }) => [name, state, devices]).sort()).toEqual([
    ['Ilinca', 'used', 1],
    ['Šimon', 'revoked', 0],
    ['Олена', 'waiting', 0],
  ]);
  expect(people.find(({ participantId }) => participantId === used)?.lastSeenAt).toMatch(/^20/);
  await revoke(app, hub, exchangeId, used, true);
  expect((await get(app, device.token, '/api/me')).status).toBe(401);
});

test('only the Hub invites, lists and takes back; Hub people invite each other', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const participantId = await addPerson(app, exchangeId);
  const [hub, mentor] = [await signIn(app, null, 'hub'), await signIn(app, exchangeId, 'mentor')];
  for (const place of [exchangeId, null]) {
    expect(await codeOf(await askInvite(app, mentor, place, participantId, 'x'))).toBe('not_allowed');
    expect(await codeOf(await revoke(app, mentor, place, participantId, true))).toBe('not_allowed');
    const list = { type: 'invitations', exchangeId: place };
    expect(await codeOf(await post(app, mentor.token, '/api/people/list', list))).toBe('not_allowed');
  }
  expect(await codeOf(await askInvite(app, hub, exchangeId, newId()))).toBe('not_found');
  const colleague = newId();
  const device = freshDevice();
  await redeem(app, (await invite(app, hub, null, colleague)).code, device);
  expect(await (await get(app, device.token, '/api/me')).json()).toMatchObject({ role: 'hub', exchange: null });
  expect(await standings(app, { ...device, participantId: colleague }, null)).toHaveLength(2);
  expect(await codeOf(await revoke(app, hub, null, hub.participantId, true))).toBe('not_allowed');
});

test('a further device is let in by the first one’s link or code, for a quarter of an hour', async () => {
  const time = { now: Date.now() };
  await using app = await openTestApp({ clock: () => new Date(time.now) });
  const exchangeId = await createExchange(app);
  const first = await signIn(app, exchangeId, 'mentor');
  const letIn = async () => invitedSchema.parse(await (await post(app, first.token, '/api/devices/invite', {})).json());
  const tablet = freshDevice();
  expect(await codeOf(await redeem(app, (await letIn()).code, tablet))).toBe('ok');
  expect(await (await get(app, tablet.token, '/api/me')).json()).toMatchObject({ participantId: first.participantId });
  const older = await letIn();
  const newer = await letIn();
  expect(await codeOf(await redeem(app, older.code, freshDevice()))).toBe('invitation_revoked');
  time.now += 16 * 60 * 1000;
  expect(await codeOf(await redeem(app, newer.code, freshDevice()))).toBe('invitation_expired');
});

test('people see their own devices, sign one out, and never see or touch another’s', async () => {
  await using app = await openTestApp();
  const exchangeId = await createExchange(app);
  const [first, stranger] = [await signIn(app, exchangeId), await signIn(app, exchangeId)];
  const second = freshDevice();
  const invited = invitedSchema.parse(await (await post(app, first.token, '/api/devices/invite', {})).json());
  await redeem(app, invited.secret, second);
  const devices = async (token: string) =>
    devicesResponseSchema.parse(await (await get(app, token, '/api/devices')).json()).devices;
  const seen = await devices(first.token);
  expect(seen.map(({ id, current }) => [id, current]).sort()).toEqual(
    [
      [first.id, true],
      [second.id, false],
    ].sort(),
  );
  // Beyond any visit, and renewed by each use.
  expect(Date.parse(seen[0]?.validUntil ?? '') - Date.now()).toBeGreaterThan(365 * 24 * 60 * 60 * 1000);
  expect((await get(app, stranger.token, `/api/devices/${second.id}`, 'DELETE')).status).toBe(404);
  expect((await get(app, first.token, `/api/devices/${second.id}`, 'DELETE')).status).toBe(204);
  expect((await get(app, second.token, '/api/me')).status).toBe(401);
  expect(await devices(first.token)).toHaveLength(1);
});

test('S8: a sign-in ends when it was not used for more than a year, and each use renews it', async () => {
  const time = { now: Date.parse('2026-11-01T10:00:00Z') };
  await using app = await openTestApp({ clock: () => new Date(time.now) });
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const day = 24 * 60 * 60 * 1000;
  for (let uses = 1; uses <= 3; uses += 1) {
    time.now += 390 * day;
    expect((await sendPush(app, device, exchangeId, [noteAdd(device, uses)])).status).toBe(200);
  }
  time.now += 401 * day;
  expect(await codeOf(await sendPush(app, device, exchangeId, [noteAdd(device, 4)]))).toBe('unauthorized');
});
