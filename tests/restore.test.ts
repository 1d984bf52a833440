import 'fake-indexeddb/auto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { bytesToBase64 } from '#domain/base64.ts';
import { invitationSchema } from '#domain/protocol.ts';
import { openText, textField, textOf } from '#domain/text.ts';
import { createApp } from '#server/app.ts';
import { createInvitation } from '#server/invitations.ts';
import { restoreCopy as restoreOnServer, withCopyFile } from '#server/restore-file.ts';
import { closeServices, openServices, type Services } from '#server/services.ts';
import { sha256, storeBytes } from '#store/blobs.ts';
import { CarnetDb } from '#store/db.ts';
import { exportAll } from '#store/export.ts';
import { journalOf } from '#store/journal.ts';
import { listTextUpdates } from '#store/queries/report.ts';
import { listRows } from '#store/queries/rows.ts';
import { getSyncState, listRejections } from '#store/queries/sync.ts';
import { restoreCopy } from '#store/restore.ts';
import { openStore, type Store } from '#store/store.ts';
import { appendText } from '#store/text.ts';
import { createSyncLoop, type SyncLoop } from '#sync/loop.ts';
import { createTransport, parseAnswer, requestJson } from '#sync/transport.ts';
import { idMaker, sampleExpense, sampleObjective, sampleReceipt, seededRandom } from './fixtures.ts';
import { openWorld, type SimDevice } from './sim/world.ts';

/** Copies of everything between real phones (store, loop) and real servers: nothing is lost, nothing comes twice. */

// Each opens a server or two, and this may be the slowest machine.
vi.setConfig({ testTimeout: 30_000 });

const origin = 'http://localhost:8787';
const newId = idMaker(0x2e57);

async function openPair() {
  const world = await openWorld(7, seededRandom(7));
  onTestFinished(() => world.close());
  const [mentee, mentor] = world.devices;
  if (!mentee || !mentor) throw new Error('a world of two devices');
  return { ...world, mentee, mentor };
}

const exporterOf = ({ deviceId }: Pick<SimDevice, 'deviceId'>) => ({ name: 'Олена', deviceId, app: 'test' });

async function add(store: Store, title: string): Promise<void> {
  expect(await store.mutate('objective.add', sampleObjective(store.newId(), title))).toBeUndefined();
}

/** An expense with a photo of its own. @returns the photo's hash */
async function addReceipt(store: Store, mark: number): Promise<string> {
  const bytes = new Uint8Array(30_000).fill(mark);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  const { exchangeId, participantId } = store.context;
  const { hash, size } = await storeBytes(
    store.db,
    exchangeId,
    { bytes: bytes.buffer, type: 'image/jpeg' },
    store.now(),
  );
  const expense = sampleExpense(store.newId(), participantId);
  const receipt = { ...sampleReceipt(store.newId(), expense.id, hash, participantId), size };
  const writes = [
    { name: 'expense.add', args: expense },
    { name: 'receipt.add', args: receipt },
  ] as const;
  expect(await store.mutateAll(writes)).toBeUndefined();
  return hash;
}

async function write(store: Store, textId: string, word: string): Promise<void> {
  const doc = openText(await listTextUpdates(store, textId));
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const text = doc.getText(textField);
  text.insert(text.length, word);
  for (const update of updates) expect(await appendText(store, textId, bytesToBase64(update))).toBeUndefined();
}

/** Another server, set up from a copy. */
async function openServerFrom(copy: Blob): Promise<Services> {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-restore-'));
  const services = await openServices(folder, () => {});
  onTestFinished(async () => {
    await closeServices(services);
    await rm(folder, { recursive: true, force: true });
  });
  const file = join(folder, 'copy.zip');
  await writeFile(file, new Uint8Array(await copy.arrayBuffer()));
  await withCopyFile(file, (open) => restoreOnServer(services, open));
  return services;
}

/** A phone signs in with a new link: the same participant keeps the device's id and its database (S8). */
async function signIn(services: Services, store: Store, deviceId: string): Promise<SyncLoop> {
  const app = createApp(services);
  const fetch = async (request: Request) => app.fetch(request);
  const { participantId, exchangeId, role } = store.context;
  const { secret } = await createInvitation(services, origin, { participantId, name: 'Олена', exchangeId, role });
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  const body = { type: 'redeem', secret, deviceId, deviceName: 'test', token };
  await parseAnswer(await requestJson(fetch, origin, '/api/invitations/redeem', body), invitationSchema);
  const loop = createSyncLoop({
    store,
    transport: createTransport({ fetch, origin, token }),
    app: 'test',
    random: () => 0.5,
    exclusively: (work) => work(),
    connection: () => 'unknown',
    after: () => () => {},
  });
  onTestFinished(() => loop.stop());
  return loop;
}

/** A phone that has nothing yet, of the same participant as another. */
function freshPhone({ store }: SimDevice): { store: Store; deviceId: string } {
  let time = store.now() + 60_000;
  const now = () => {
    time += 1;
    return time;
  };
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const fresh = openStore(store.context, { now, fillRandom }, new CarnetDb(newId()));
  onTestFinished(() => fresh.db.delete());
  return { store: fresh, deviceId: newId() };
}

async function syncAll(...loops: SyncLoop[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) for (const loop of loops) await loop.runNow();
}

const titlesOf = async (store: Store) => (await listRows(store, 'objective')).map(({ title }) => title).sort();

async function rowsOf(store: Store): Promise<Record<string, unknown>> {
  return Object.fromEntries((await store.db.rows.toArray()).map(({ kind, id, row }) => [`${kind}/${id}`, row]));
}

async function rowsOfServer(services: Services, exchangeId: string): Promise<Record<string, unknown>> {
  const changes = await services.storage.read(exchangeId, (reader) => reader.changedSince(0, 100_000));
  return Object.fromEntries(changes.flatMap(({ kind, id, row }) => (row ? [[`${kind}/${id}`, row]] : [])));
}

async function expectAgreement(services: Services, ...stores: Store[]): Promise<void> {
  for (const store of stores) {
    expect(await rowsOf(store)).toEqual(await rowsOfServer(services, store.context.exchangeId));
    expect(await getSyncState(store)).toMatchObject({ waiting: 0, attention: 0, error: null });
    expect(await listRejections(store)).toEqual([]);
  }
}

async function expectPhotos(services: Services, hashes: readonly string[], ...stores: Store[]): Promise<void> {
  for (const hash of hashes) {
    for (const { db, context } of stores) {
      const stored = await db.blobBytes.get(hash);
      expect(stored && (await sha256(stored.bytes))).toBe(hash);
      expect(await services.storage.files.findBlob(context.exchangeId, hash)).toBeDefined();
    }
  }
}

test('a dead server: one set up from a phone’s copy gets what the copy had and all that the phones did after it', async () => {
  const { mentee, mentor } = await openPair();
  const photos: string[] = [];
  await add(mentee.store, '1 in the copy, of its phone');
  photos.push(await addReceipt(mentee.store, 1));
  await add(mentor.store, '2 in the copy, of the other');
  photos.push(await addReceipt(mentor.store, 2));
  await syncAll(mentee.loop, mentor.loop);
  await add(mentee.store, '3 in the copy, unsent');
  photos.push(await addReceipt(mentee.store, 3));
  const copy = await exportAll(mentee.store, exporterOf(mentee));
  // Acknowledged by the server that then dies: only the journals know of it.
  await add(mentee.store, '4 after the copy, acknowledged');
  await add(mentor.store, '5 after the copy, acknowledged');
  photos.push(await addReceipt(mentor.store, 4));
  await syncAll(mentee.loop, mentor.loop);
  await add(mentor.store, '6 never sent to the old server');

  const services = await openServerFrom(copy);
  const loops = [
    await signIn(services, mentee.store, mentee.deviceId),
    await signIn(services, mentor.store, mentor.deviceId),
  ];
  await syncAll(...loops);
  await expectAgreement(services, mentee.store, mentor.store);
  await expectPhotos(services, photos, mentee.store, mentor.store);
  expect((await titlesOf(mentor.store)).map((title) => title[0])).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(await listRows(mentor.store, 'receipt')).toHaveLength(4);
});

test('a lost phone: another one of the same person has all of it from the copy, without a network, and syncs on', async () => {
  const { mentee, mentor, services } = await openPair();
  const photos = [await addReceipt(mentee.store, 1)];
  await add(mentee.store, 'sent');
  await syncAll(mentee.loop, mentor.loop);
  await add(mentee.store, 'unsent');
  photos.push(await addReceipt(mentee.store, 2));
  const before = await rowsOf(mentee.store);
  const copy = await exportAll(mentee.store, exporterOf(mentee));

  const fresh = freshPhone(mentee);
  const restored = await restoreCopy(fresh.store, copy, { deviceId: fresh.deviceId });
  expect(restored).toMatchObject({ photos: 2, lost: 0 });
  expect(await rowsOf(fresh.store)).toEqual(before);
  await add(fresh.store, 'written on the new phone');

  await syncAll(await signIn(services, fresh.store, fresh.deviceId), mentor.loop);
  await expectAgreement(services, fresh.store, mentor.store);
  await expectPhotos(services, photos, fresh.store, mentor.store);
  expect(await titlesOf(mentor.store)).toEqual(['sent', 'unsent', 'written on the new phone']);
});

test('a phone that was only thought lost sends the same unsent writes: they take effect once', async () => {
  const { mentee, mentor, services } = await openPair();
  await syncAll(mentee.loop, mentor.loop);
  await add(mentee.store, 'unsent');
  await addReceipt(mentee.store, 1);
  const copy = await exportAll(mentee.store, exporterOf(mentee));
  const fresh = freshPhone(mentee);
  await restoreCopy(fresh.store, copy, { deviceId: fresh.deviceId });
  const loop = await signIn(services, fresh.store, fresh.deviceId);
  await syncAll(loop, mentee.loop, mentor.loop);
  await expectAgreement(services, fresh.store, mentee.store, mentor.store);
  expect(await titlesOf(mentor.store)).toEqual(['unsent']);
});

test('words typed after the copy are not taken for those in it', async () => {
  const { mentee, mentor, services, sectionIds } = await openPair();
  const [textId = ''] = sectionIds;
  await syncAll(mentee.loop, mentor.loop);
  await write(mentee.store, textId, 'in the copy ');
  const copy = await exportAll(mentee.store, exporterOf(mentee));
  await write(mentee.store, textId, 'after it');
  const fresh = freshPhone(mentee);
  await restoreCopy(fresh.store, copy, { deviceId: fresh.deviceId });
  const loop = await signIn(services, fresh.store, fresh.deviceId);
  await syncAll(loop, mentee.loop, mentor.loop);
  for (const { store } of [fresh, mentee, mentor]) {
    expect(textOf(await listTextUpdates(store, textId))).toBe('in the copy after it');
  }
});

test('both at once: the phone is lost, and the server was set up from an older copy than the one at hand', async () => {
  const { mentee, mentor } = await openPair();
  await add(mentee.store, '1 in both copies');
  await syncAll(mentee.loop, mentor.loop);
  const older = await exportAll(mentor.store, exporterOf(mentor));
  await add(mentee.store, '2 acknowledged, and only in the newer copy');
  const photo = await addReceipt(mentee.store, 1);
  await mentee.loop.runNow();
  const newer = await exportAll(mentee.store, exporterOf(mentee));

  const services = await openServerFrom(older);
  const fresh = freshPhone(mentee);
  const loop = await signIn(services, fresh.store, fresh.deviceId);
  await syncAll(loop);
  expect(await titlesOf(fresh.store)).toEqual(['1 in both copies']);
  expect(await restoreCopy(fresh.store, newer, { deviceId: fresh.deviceId })).toMatchObject({ entries: 3, photos: 1 });
  const other = await signIn(services, mentor.store, mentor.deviceId);
  await syncAll(loop, other);
  await expectAgreement(services, fresh.store, mentor.store);
  await expectPhotos(services, [photo], fresh.store, mentor.store);
  expect(await titlesOf(mentor.store)).toEqual(['1 in both copies', '2 acknowledged, and only in the newer copy']);
});

test('a phone without a network restores the newer copy first, syncs with the older server, and restores it again', async () => {
  const { mentee, mentor } = await openPair();
  await add(mentee.store, '1 in both copies');
  await syncAll(mentee.loop, mentor.loop);
  const older = await exportAll(mentor.store, exporterOf(mentor));
  await add(mentee.store, '2 only in the newer copy');
  await mentee.loop.runNow();
  const newer = await exportAll(mentee.store, exporterOf(mentee));
  const services = await openServerFrom(older);
  const fresh = freshPhone(mentee);
  await restoreCopy(fresh.store, newer, { deviceId: fresh.deviceId });
  expect(await titlesOf(fresh.store)).toHaveLength(2);
  const loop = await signIn(services, fresh.store, fresh.deviceId);
  await syncAll(loop);
  await restoreCopy(fresh.store, newer, { deviceId: fresh.deviceId });
  await syncAll(loop);
  await expectAgreement(services, fresh.store);
  expect(await titlesOf(fresh.store)).toHaveLength(2);
});

test('the same device, its database gone and its id kept, goes on with its numbers', async () => {
  const { mentee, mentor, services } = await openPair();
  await add(mentee.store, 'sent');
  await syncAll(mentee.loop, mentor.loop);
  await add(mentee.store, 'unsent');
  const copy = await exportAll(mentee.store, exporterOf(mentee));
  const fresh = freshPhone(mentee);
  await restoreCopy(fresh.store, copy, { deviceId: mentee.deviceId });
  await add(fresh.store, 'new');
  await syncAll(await signIn(services, fresh.store, mentee.deviceId), mentor.loop);
  await expectAgreement(services, fresh.store, mentor.store);
  expect(await titlesOf(mentor.store)).toEqual(['new', 'sent', 'unsent']);
  expect((await journalOf(fresh.store.db, fresh.store.context.exchangeId)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});
