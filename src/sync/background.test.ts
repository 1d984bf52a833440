import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, onTestFinished, test } from 'vitest';
import { storeBytes } from '#store/blobs.ts';
import { CarnetDb } from '#store/db.ts';
import { removeSignIn, saveSignIn } from '#store/sign-in.ts';
import { openStore, type Store } from '#store/store.ts';
import { sampleObjective, seededRandom } from '#tests/fixtures.ts';
import { openWorld, type SimDevice } from '#tests/sim/world.ts';
import { type BackgroundDeps, lockName, syncInBackground } from './background.ts';
import { askForBackgroundSync } from './background-tag.ts';
import type { Fetch } from './transport.ts';

const device = { now: Date.now, fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes) };

/** One installation with its people signed in, and a worker that is woken by hand. */
async function openInstallation(wrap: (server: Fetch, request: Request) => Promise<Response>) {
  const world = await openWorld(1, seededRandom(1));
  onTestFinished(() => world.close());
  const stores: Store[] = [];
  for (const { store, deviceId, token } of world.devices) {
    const { context } = store;
    await saveSignIn({ ...context, deviceId, token, name: context.role, topic: '' });
    const own = openStore(context, device, new CarnetDb(context.participantId));
    onTestFinished(async () => {
      await own.db.delete();
      await removeSignIn(context.participantId);
    });
    stores.push(own);
  }
  const [{ server }] = world.devices as [SimDevice];
  const [mentee, mentor] = stores as [Store, Store];
  const requests: string[] = [];
  const deps: BackgroundDeps = {
    device,
    origin: 'http://localhost:8787',
    app: 'test',
    fetch: (request) => {
      requests.push(new URL(request.url).pathname);
      return wrap(server, request);
    },
    locks: navigator.locks,
    random: () => 0.5,
    connection: () => 'unknown',
    timeout: (ms) => AbortSignal.timeout(ms),
  };
  return {
    mentee,
    mentor,
    requests,
    wake: (other: Partial<BackgroundDeps> = {}) => syncInBackground({ ...deps, ...other }),
  };
}

const outOfOrder = async () => Response.json({ type: 'error', code: 'unavailable' }, { status: 503 });

test('S7: the worker sends what everybody who is signed in on this device has written, and takes the answers in', async () => {
  const { mentee, mentor, wake } = await openInstallation((server, request) => server(request));
  await mentee.mutate('objective.add', sampleObjective(mentee.newId(), 'of the mentee'));
  await mentor.mutate('objective.add', sampleObjective(mentor.newId(), 'of the mentor'));
  await wake();
  expect([await mentee.db.outbox.count(), await mentor.db.outbox.count()]).toEqual([0, 0]);
});

test('S7: with nothing to send the worker asks nobody anything', async () => {
  const { requests, wake } = await openInstallation((server, request) => server(request));
  await wake();
  expect(requests).toEqual([]);
});

test('S7: what could not be sent makes the browser try again later', async () => {
  const { mentee, wake } = await openInstallation(outOfOrder);
  await mentee.mutate('objective.add', sampleObjective(mentee.newId()));
  await expect(wake()).rejects.toThrow('1 of 2 sign-ins');
  expect(await mentee.db.outbox.count()).toBe(1);
});

test('S7: a page that holds the lock for long is left to itself, so that a newer worker can take over', async () => {
  const { mentee, requests, wake } = await openInstallation((server, request) => server(request));
  await mentee.mutate('objective.add', sampleObjective(mentee.newId()));
  const closed = Promise.withResolvers<void>();
  const page = navigator.locks.request(lockName(mentee.context.participantId), () => closed.promise);
  onTestFinished(async () => {
    closed.resolve();
    await page;
  });
  const limits: number[] = [];
  const timeout = (ms: number) => {
    limits.push(ms);
    // Only whom the page is at work for takes long.
    return AbortSignal.timeout(limits.length === 1 ? 5 : ms);
  };
  await expect(wake({ timeout })).rejects.toThrow('1 of 2 sign-ins');
  expect(limits).toEqual([20_000, 20_000]);
  expect(requests).toEqual([]);
});

test('S7: a photo that waits is reason enough', async () => {
  const { mentee, wake } = await openInstallation(outOfOrder);
  const bytes = new Uint8Array(900).fill(7);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  await storeBytes(mentee.db, mentee.context.exchangeId, { bytes: bytes.buffer, type: 'image/jpeg' }, 1);
  await expect(wake()).rejects.toThrow('1 of 2 sign-ins');
});

test.each([
  ['a revoked sign-in', 'unauthorized', 401],
  ['a server that asks for a newer app', 'protocol_unsupported', 426],
])('S8: %s is not tried for ever, and the outbox waits for the person', async (_, code, status) => {
  const { mentee, wake } = await openInstallation(async () => Response.json({ type: 'error', code }, { status }));
  await mentee.mutate('objective.add', sampleObjective(mentee.newId()));
  await wake();
  expect(await mentee.db.outbox.count()).toBe(1);
});

test('S8: one sign-in that was revoked does not keep the writes of the others back', async () => {
  const refused: string[] = [];
  const { mentee, mentor, wake } = await openInstallation(async (server, request) => {
    const token = request.headers.get('Authorization') ?? '';
    // The first who asks has been revoked.
    if (refused.length === 0) refused.push(token);
    return refused.includes(token) ? new Response('', { status: 401 }) : server(request);
  });
  await mentee.mutate('objective.add', sampleObjective(mentee.newId()));
  await mentor.mutate('objective.add', sampleObjective(mentor.newId()));
  await wake();
  expect([await mentee.db.outbox.count(), await mentor.db.outbox.count()]).toEqual([1, 0]);
});

test('S11: a database that an older tab still holds is left for later, and a newer one for the newer app', async () => {
  const { mentee, mentor, requests, wake } = await openInstallation((server, request) => server(request));
  await mentor.mutate('objective.add', sampleObjective(mentor.newId()));
  mentor.db.close();
  const newer = new Dexie(mentor.db.name);
  newer.version(99).stores({});
  await newer.open();
  newer.close();
  await wake();
  expect(requests).toEqual([]);

  await mentee.db.delete();
  const frozen = indexedDB.open(mentee.db.name, 10);
  frozen.onupgradeneeded = () => void frozen.result.createObjectStore('drafts', { keyPath: 'key' });
  await new Promise((resolve) => frozen.addEventListener('success', resolve));
  await expect(wake()).rejects.toThrow('1 of 2 sign-ins');
  frozen.result.close();
});

test('where the browser has no background sync, or forbids it, asking for it does nothing', async () => {
  const forbidden = { sync: { register: () => Promise.reject(new DOMException('no', 'NotAllowedError')) } };
  await askForBackgroundSync(undefined);
  for (const registration of [undefined, {}, forbidden]) {
    // A registration has much more, none of which is looked at.
    await askForBackgroundSync({ getRegistration: async () => registration as ServiceWorkerRegistration });
  }
});
