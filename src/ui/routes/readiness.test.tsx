import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarnetError } from '#domain/errors.ts';
import { CarnetDb, freshReplica } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { proveStorage } from '#store/prove-storage.ts';
import { wantedHashes } from '#store/queries/waiting.ts';
import { saveRatePack } from '#store/rates.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, exchangeId, idMaker, sampleExchange, sampleObjective, sampleSession } from '#tests/fixtures.ts';
import type { AccessPort } from '../access.ts';
import { createTestApp, renderScreen } from '../components/test-app.tsx';
import type { AppContext, DevicePort } from '../context.ts';
import type { ReadinessPort } from '../readiness.ts';
import { ReadinessPage } from './readiness.tsx';

const newId = idMaker(0x7e);
const now = Date.parse('2026-05-11T07:30:00Z');
const hour = 3_600_000;
const material = { id: newId(), order: 'V', title: 'Handbook', url: '', note: '', offline: true };
const file = { blob: 'a'.repeat(64), thumb: null, type: 'application/pdf', size: 3, name: 'handbook.pdf' } as const;
let store: Store;

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentor'), { now: () => now, fillRandom }, new CarnetDb(newId()));
});
afterEach(cleanup);

/** A phone on which everything is as it should be the evening before. */
async function pack(): Promise<void> {
  const { db } = store;
  await putRow(db, exchangeId, 'exchange', sampleExchange);
  await putRow(db, exchangeId, 'objective', sampleObjective(newId()));
  await putRow(db, exchangeId, 'session', sampleSession(newId()));
  await putRow(db, exchangeId, 'material', { ...material, ...file });
  await store.mutate('practicalities.edit', { changes: { emergencyPhone: '+420 112' } });
  await db.outbox.clear();
  await db.blobBytes.put({ hash: file.blob, bytes: new ArrayBuffer(3) });
  await db.replicas.put({ ...freshReplica(exchangeId), downloadedAt: now });
  await db.status.put({ key: 'sync', reachable: true, working: false, syncedAt: now - hour, error: null });
  const czk = {
    source: 'ECB',
    from: 'EUR',
    to: 'CZK',
    values: [['2026-05-10', '25.1']] as [string, string][],
  } as const;
  await saveRatePack(db, { type: 'rates', since: '2026-04-12', series: [{ ...czk }] }, now - hour);
}

const wholePort = (): ReadinessPort => ({
  shell: async () => ({ known: true, missing: 0 }),
  mendShell: async () => ({ known: true, missing: 0 }),
  battery: async () => ({ level: 0.9, charging: false }),
  clockAhead: async () => 400,
  tryPhoto: () => proveStorage(store.db, new Uint8Array([1, 2, 3]).buffer),
});

type Given = { port?: Partial<ReadinessPort>; device?: Partial<DevicePort>; app?: Partial<AppContext> };

async function open({ port, device, app }: Given = {}): Promise<void> {
  const outside = await createTestApp();
  const signedIn = {
    id: newId(),
    name: '',
    createdAt: '',
    lastSeenAt: '',
    validUntil: '2027-06-30T00:00:00Z',
    current: true,
  };
  // The screen asks for the devices only.
  const access = { devices: async () => [signedIn] } as unknown as AccessPort;
  await renderScreen(store, '/readiness', <ReadinessPage />, {
    readiness: async () => ({ ...wholePort(), ...port }),
    access: async () => access,
    ...app,
    device: {
      ...outside.device,
      install: { ...outside.device.install, installed: () => true },
      reminders: { state: () => 'granted', ask: async () => 'granted' },
      storage: async () => ({ used: 5e6, quota: 9e9, persisted: true }),
      ...device,
    },
  });
}

const line = async (title: string) => {
  const heading = await screen.findByRole('heading', { level: 3, name: title });
  const item = heading.closest('li');
  if (!item) throw new Error(`no line ${title}`);
  return within(item);
};

test('a phone that has everything is called ready, each line with what was found', async () => {
  await pack();
  await open();
  await screen.findByText('This device is ready');
  expect(screen.queryAllByRole('img', { name: 'Missing' })).toEqual([]);
  (await line('Test photo')).getByText('Written, read back and the same.');
  (await line('Exchange rates')).getByText('CZK, fetched 1 hour ago');
  (await line('Materials for the way')).getByText('1 of 1 here');
  (await line('Sign-in')).getByText('Valid until 30 Jun 2027, longer with each use');
  expect(await store.db.blobBytes.count()).toBe(1);
});

test('an empty phone in a browser is told what it lacks, and not that it is ready', async () => {
  await open({
    port: { shell: async () => ({ known: true, missing: 3 }), clockAhead: async () => 5 * 60_000 },
    device: {
      install: (await createTestApp()).device.install,
      storage: async () => ({ used: 5e6, quota: 9e9, persisted: false }),
      persistStorage: async () => false,
    },
  });
  await screen.findByText(/things are missing/);
  expect(screen.queryByText('This device is ready')).toBeNull();
  (await line('On the home screen')).getByText('Choose “Install app” or “Add to Home screen”.');
  (await line('Carnet without a network')).getByText('3 files of the app are missing.');
  (await line('The exchange')).getByText('It was not downloaded completely yet.');
  (await line('Clock')).getByText('5 minutes fast');
  const guarded = await line('Protected from clearing');
  fireEvent.click(guarded.getByRole('button', { name: /Protect from clearing/ }));
  await guarded.findByText('The browser did not agree.');
});

test('without a network what only the server knows stays open, which is no fault', async () => {
  await pack();
  const away = () => Promise.reject(new CarnetError('offline'));
  await open({ port: { clockAhead: away }, app: { access: away } });
  await screen.findByText('2 things could not be checked.');
  await screen.findByText('This device is ready');
  (await line('Clock')).getByText('There is no connection now, so this can’t be checked.');
});

test('a material that was marked and whose bytes are gone is missed, and fetched over any connection', async () => {
  await pack();
  await store.db.blobBytes.clear();
  await open();
  const materials = await line('Materials for the way');
  await materials.findByText('0 of 1 here');
  fireEvent.click(materials.getByRole('button', { name: /Fetch them now/ }));
  await expect.poll(() => wantedHashes(store)).toEqual(new Set([file.blob]));
});

test('a photo that can’t be written makes the phone unready', async () => {
  await pack();
  await open({ port: { tryPhoto: () => Promise.reject(new CarnetError('storage_full')) } });
  await screen.findByText('One thing is missing');
  const photo = await line('Test photo');
  expect(photo.getByRole('link', { name: /Make room/ }).getAttribute('href')).toBe('/more/sync');
});

test('an old sync and waiting changes are each named', async () => {
  await pack();
  await store.db.status.update('sync', { syncedAt: now - 30 * hour });
  let asked = 0;
  await open({ app: { syncNow: () => (asked += 1) } });
  const synced = await line('Last exchange with the server');
  synced.getByText('yesterday, nothing waits');
  fireEvent.click(synced.getByRole('button', { name: /Fetch and send now/ }));
  expect(asked).toBe(1);
  await store.mutate('objective.add', sampleObjective(newId()));
  await synced.findByText('1 change waiting');
});
