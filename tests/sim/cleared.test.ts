import 'fake-indexeddb/auto';
import { expect, onTestFinished, test } from 'vitest';
import { storeBytes, wantFiles } from '#store/blobs.ts';
import { clearReceived } from '#store/clear-blobs.ts';
import { readBlob } from '#store/queries/sync.ts';
import { sampleExpense, sampleReceipt, seededRandom } from '#tests/fixtures.ts';
import { openWorld } from './world.ts';

test('a photo that was cleared to make room stays away until it is opened, and then comes whole', async () => {
  const world = await openWorld(1, seededRandom(1));
  onTestFinished(() => world.close());
  const [mentee, mentor] = world.devices;
  if (!mentee || !mentor) throw new Error('a world of two devices');
  const { exchangeId, participantId } = mentor.store.context;
  const bytes = new Uint8Array(90_000).fill(7);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  const { hash } = await storeBytes(mentor.store.db, exchangeId, { bytes: bytes.buffer, type: 'image/jpeg' }, 1);
  const expense = sampleExpense(mentor.store.newId(), participantId);
  await mentor.store.mutate('expense.add', expense);
  const receipt = { ...sampleReceipt(mentor.store.newId(), expense.id, hash, participantId), size: 90_000 };
  await mentor.store.mutate('receipt.add', receipt);
  await mentor.loop.runNow();
  await mentee.loop.runNow();

  expect(await clearReceived(mentee.store)).toEqual({ files: 1, bytes: 90_000 });
  expect(await clearReceived(mentor.store)).toEqual({ files: 0, bytes: 0 });
  await mentee.loop.runNow();
  expect(await readBlob(mentee.store, hash)).toBeUndefined();

  await wantFiles(mentee.store.db, exchangeId, [hash]);
  await mentee.loop.runNow();
  expect((await readBlob(mentee.store, hash))?.size).toBe(90_000);
  expect(await mentee.store.db.blobs.get([exchangeId, hash])).toMatchObject({ state: 'confirmed', origin: 'received' });
});
