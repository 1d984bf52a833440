import 'fake-indexeddb/auto';
import { clear } from 'idb-keyval';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { readSignIns } from '#store/sign-in.ts';
import { seededRandom } from '#tests/fixtures.ts';
import { openWorld } from '#tests/sim/world.ts';
import { type AccountDeps, lookInvitation, redeemInvitation } from './account.ts';
import type { Fetch } from './transport.ts';

const origin = 'http://localhost:8787';

beforeEach(() => clear());

/** The real server with a fresh invitation, and a phone that nobody has signed in on. */
async function openInvited(wrap: (server: Fetch) => Fetch = (server) => server) {
  const world = await openWorld(3, seededRandom(3));
  onTestFinished(() => world.close());
  const [device] = world.devices;
  if (!device) throw new Error('a world of two devices');
  const participantId = device.store.newId();
  const { secret } = await world.invite(participantId);
  const clock = { now: Date.now, fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes) };
  const deps: AccountDeps = { fetch: wrap(device.server), origin, device: clock, deviceName: 'test' };
  return { ...world, participantId, secret, deps };
}

test('signing in keeps who one is, and a token that the server knows by its hash only', async () => {
  const { deps, secret, participantId, exchangeId } = await openInvited();
  expect(await lookInvitation(deps, secret)).toMatchObject({ participantId, name: 'Олена', role: 'mentee' });
  const signIn = await redeemInvitation(deps, secret);
  expect(signIn).toMatchObject({ participantId, exchangeId, name: 'Олена' });
  expect(await readSignIns()).toEqual({ current: participantId, all: [signIn] });
});

test('an answer lost on its way costs nothing: the same link works again on the same phone', async () => {
  let lost = 0;
  const { deps, secret, participantId } = await openInvited((server) => async (request) => {
    const response = await server(request);
    if (!request.url.endsWith('/redeem') || lost > 0) return response;
    lost += 1;
    throw new TypeError('the answer was lost');
  });
  await expect(redeemInvitation(deps, secret)).rejects.toMatchObject({ code: 'offline' });
  expect((await readSignIns()).all).toEqual([]);
  expect(await redeemInvitation(deps, secret)).toMatchObject({ participantId });
});

test('a link that was used elsewhere tells nothing, and changes nothing here', async () => {
  const { deps, secret } = await openInvited();
  await redeemInvitation(deps, secret);
  await clear();
  await expect(lookInvitation(deps, secret)).rejects.toMatchObject({ code: 'invitation_used' });
  await expect(redeemInvitation(deps, secret)).rejects.toMatchObject({ code: 'invitation_used' });
  expect((await readSignIns()).all).toEqual([]);
});

test('S8: signing in again with a new link keeps the device, and with it the numbers of its outbox', async () => {
  const { deps, secret, participantId, invite } = await openInvited();
  const first = await redeemInvitation(deps, secret);
  const again = await invite(participantId);
  const second = await redeemInvitation(deps, again.secret);
  expect(second.deviceId).toBe(first.deviceId);
  expect(second.token).not.toBe(first.token);
  expect((await readSignIns()).all).toEqual([second]);
});

test('a secret that is none is not even asked for', async () => {
  const { deps } = await openInvited(() => () => Promise.reject(new Error('asked')));
  await expect(lookInvitation(deps, 'too-short')).rejects.toMatchObject({ code: 'invitation_unknown' });
});
