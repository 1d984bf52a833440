import 'fake-indexeddb/auto';
import { expect, onTestFinished, test } from 'vitest';
import { storeBytes } from '#store/blobs.ts';
import { getSyncState } from '#store/queries/sync.ts';
import { sampleExpense, sampleReceipt } from '../fixtures.ts';
import { restoreServer } from './life.ts';
import { readServerLog } from './server-log.ts';
import type { Tab } from './sim-phone.ts';
import { openSimWorld, type World } from './sim-world.ts';

async function openHealthyWorld(): Promise<World & { tab: Tab }> {
  const world = await openSimWorld({ seed: 1, happened: () => {}, tell: () => {} });
  onTestFinished(() => world.close());
  world.link.heal();
  const tab = world.phones[0]?.tabs[0];
  if (!tab) throw new Error('a phone with an open tab');
  return { ...world, tab };
}

/** Lets what is on its way arrive, one by one, until there is nothing more or `isEnough` says so. */
async function deliver({ link, pulse }: World, isEnough: () => boolean = () => false): Promise<void> {
  await pulse.rest();
  while (!link.isEmpty && !isEnough()) {
    await link.deliverOne();
    await pulse.rest();
  }
}

test('S6: a server set up again from a backup that had a photo’s row and not yet its bytes gets them again', async () => {
  const world = await openHealthyWorld();
  const { tab, server, exchangeId } = world;
  const { store } = tab;
  const bytes = new Uint8Array(5000).fill(7);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  const { hash, size } = await storeBytes(store.db, exchangeId, { bytes: bytes.buffer, type: 'image/jpeg' }, 1);
  const expense = sampleExpense(store.newId(), store.context.participantId);
  const receipt = sampleReceipt(store.newId(), expense.id, hash, store.context.participantId);
  await store.mutateAll([
    { name: 'expense.add', args: expense },
    { name: 'receipt.add', args: { ...receipt, size } },
  ]);
  tab.loop.wake();
  await deliver(world, () => readServerLog(server.databasePath).some(({ name }) => name === 'receipt.add'));
  server.backUp();
  await deliver(world);
  expect(server.has(exchangeId, hash)).toBe(true);
  expect(await getSyncState(store)).toMatchObject({ waiting: 0, error: null });

  await restoreServer(world);
  expect(server.has(exchangeId, hash)).toBe(false);
  tab.phone.clockError = 25 * 60 * 60_000;
  tab.loop.wake();
  await deliver(world);
  tab.timer?.callback();
  await deliver(world);
  expect(server.has(exchangeId, hash)).toBe(true);
  expect(await getSyncState(store)).toMatchObject({ waiting: 0, error: null });
});
