import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { textOf } from '#domain/text.ts';
import { listTextUpdates } from '#store/queries/report.ts';
import { getSyncState } from '#store/queries/sync.ts';
import { seededRandom } from '../fixtures.ts';
import { actions, type Ledger } from './actions.ts';
import { openWorld, type SimDevice, type World } from './world.ts';

/** Each seed is one story; one that has failed is kept here by its number. */
const seeds = Array.from({ length: Number(process.env.SIM_SEEDS ?? 100) }, (_, index) => index + 1);
const steps = 40;
const faults = { lose: 0.15, loseAnswer: 0.15, duplicate: 0.1 };

test.each(seeds)(
  'after any losses and duplicates two phones and the server agree, and nothing entered is missing (seed %i)',
  async (seed) => {
    const random = seededRandom(seed);
    const world = await openWorld(seed, random, faults);
    try {
      const ledger: Ledger = { expenses: [], photos: [], words: [] };
      // Every second story writes while a round of the sync is still under way.
      for (let step = 0; step < steps; step += 1) await takeStep(world, ledger, random, seed % 2 === 0);
      for (const device of world.devices) device.heal();
      await settle(world);
      await checkAgreement(world);
      await checkLedger(world, ledger);
      await checkRejectionsAreVisible(world);
    } finally {
      await world.close();
    }
  },
);

async function takeStep(
  { devices, sectionIds }: World,
  ledger: Ledger,
  random: () => number,
  overlaps: boolean,
): Promise<void> {
  const device = devices[Math.floor(random() * devices.length)];
  const action = actions[Math.floor(random() * actions.length)];
  if (!device || !action) throw new Error('the simulation is empty');
  if (random() < 0.3) await (overlaps ? device.loop.wake() : device.loop.runNow());
  else await action({ store: device.store, random, ledger, sectionIds });
}

/** With the network healed, a few rounds must be enough. */
async function settle({ devices }: World): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    for (const device of devices) await device.loop.runNow();
  }
  for (const { store } of devices) expect(await getSyncState(store)).toMatchObject({ waiting: 0, error: null });
}

async function checkAgreement({ devices, services, exchangeId }: World): Promise<void> {
  const changes = await services.storage.read(exchangeId, (reader) => reader.changedSince(0, 100_000));
  const onServer = changes.filter(({ row }) => row !== null).map(({ kind, id, row }) => [`${kind}/${id}`, row]);
  for (const { store } of devices) {
    const onPhone = (await store.db.rows.toArray()).map(({ kind, id, row }) => [`${kind}/${id}`, row]);
    expect(Object.fromEntries(onPhone)).toEqual(Object.fromEntries(onServer));
    expect(await store.db.shadows.count()).toBe(0);
  }
}

async function checkLedger({ devices, services, exchangeId }: World, ledger: Ledger): Promise<void> {
  for (const { store } of devices) {
    for (const id of ledger.expenses) expect(await store.db.rows.get([exchangeId, 'expense', id])).toBeDefined();
    for (const hash of ledger.photos) await checkPhoto(store, hash);
    for (const { textId, word } of ledger.words) {
      const words = textOf(await listTextUpdates(store, textId));
      expect(words.split(word)).toHaveLength(2);
    }
  }
  for (const hash of ledger.photos) expect(await services.storage.files.findBlob(exchangeId, hash)).toBeDefined();
}

async function checkPhoto({ db }: SimDevice['store'], hash: string): Promise<void> {
  const stored = await db.blobBytes.get(hash);
  expect(stored && createHash('sha256').update(new Uint8Array(stored.bytes)).digest('hex')).toBe(hash);
}

async function checkRejectionsAreVisible({ devices, services, exchangeId }: World): Promise<void> {
  for (const { store, deviceId } of devices) {
    const refused = await services.storage.read(exchangeId, async (reader) => {
      const ids = await reader.mutationIds(deviceId, 1, await reader.lastSeq(deviceId));
      return (await reader.rejectedSince(deviceId, 0)).map(({ seq }) => ids.get(seq));
    });
    const shown = (await store.db.rejections.toArray()).map(({ id }) => id);
    expect(shown.sort()).toEqual(refused.sort());
  }
}
