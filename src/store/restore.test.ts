import 'fake-indexeddb/auto';
import { deflateRawSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { photoName } from '#domain/copy.ts';
import { codeOf } from '#domain/errors.ts';
import type { MutationContext } from '#domain/mutation.ts';
import { readZip, readZipEntry } from '#domain/zip/read.ts';
import { createZipWriter } from '#domain/zip/write.ts';
import { contextOf, exchangeId, idMaker, sampleExchange, sampleObjective } from '#tests/fixtures.ts';
import { storeBytes } from './blobs.ts';
import { blobSource } from './copy-source.ts';
import { CarnetDb, freshReplica, outboxOf, type StoredRejection } from './db.ts';
import { putRow } from './dexie-tx.ts';
import { openDrafts } from './drafts.ts';
import { exportAll } from './export.ts';
import { listRows } from './queries/rows.ts';
import { restoreCopy } from './restore.ts';
import { openStore, type Store } from './store.ts';

const newId = idMaker(0x4e);
const oldDevice = newId();
const exporter = { name: 'Kateřina', deviceId: oldDevice, app: '1.2.3' };
const here = { deviceId: newId() };

function openPhone(context: MutationContext = contextOf('mentor')): Store {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const store = openStore(context, { now: () => 1_790_000_000_000, fillRandom }, new CarnetDb(newId()));
  onTestFinished(() => store.db.delete());
  return store;
}

/** A phone that has downloaded the exchange, as the server had it at version 7. */
async function openOldPhone(): Promise<Store> {
  const store = openPhone();
  await putRow(store.db, exchangeId, 'exchange', sampleExchange);
  await store.db.replicas.put({
    ...freshReplica(exchangeId),
    cursor: 7,
    cursorId: newId(),
    devices: { [oldDevice]: 3 },
    lastSeq: 3,
    ackedSeq: 3,
    downloadedAt: 1,
  });
  return store;
}

async function addPhoto({ db }: Store, mark: number): Promise<string> {
  const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new Array(2000).fill(mark)]);
  return (await storeBytes(db, exchangeId, { bytes: bytes.buffer, type: 'image/jpeg' }, 0)).hash;
}

const titles = async (store: Store) => (await listRows(store, 'objective')).map(({ title }) => title).sort();

/** Everything that a database holds but the bytes of photos. */
async function contentsOf({ db }: Store) {
  const tables = db.tables.filter(({ name }) => name !== 'blobBytes');
  return Object.fromEntries(await Promise.all(tables.map(async (table) => [table.name, await table.toArray()])));
}

type Entries = Map<string, Uint8Array<ArrayBuffer>>;

async function unpack(file: Blob): Promise<Entries> {
  const source = blobSource(file);
  const read = async (entry: Parameters<typeof readZipEntry>[1]) =>
    new Uint8Array(await readZipEntry(source, entry, 10_000_000));
  return new Map(
    await Promise.all((await readZip(source)).map(async (entry) => [entry.name, await read(entry)] as const)),
  );
}

function pack(entries: Entries): Blob {
  const zip = createZipWriter(0);
  const parts = [...entries].flatMap(([name, bytes]) => [zip.header(name, bytes), bytes]);
  return new Blob([...parts, zip.end()]);
}

/** The same copy with other data in it. */
async function withData(file: Blob, change: (data: Record<string, unknown>) => void): Promise<Blob> {
  const entries = await unpack(file);
  const data = JSON.parse(new TextDecoder().decode(entries.get('carnet.json')));
  change(data);
  return pack(entries.set('carnet.json', new TextEncoder().encode(JSON.stringify(data))));
}

/** How a restore ends, and that it has changed nothing when it was refused. */
async function refusal(store: Store, file: Blob): Promise<string> {
  const before = await contentsOf(store);
  const code = await restoreCopy(store, file, here).then(() => 'restored', codeOf);
  expect(await contentsOf(store)).toEqual(before);
  return code;
}

test('a phone that has never downloaded the exchange shows it as the old one did, and waits for the same', async () => {
  const old = await openOldPhone();
  await old.mutate('objective.add', sampleObjective(newId(), 'unsent'));
  await addPhoto(old, 1);
  await openDrafts(old.db, old.now).merge('note/new', { body: 'half a thought' });
  const copy = await exportAll(old, exporter);
  const fresh = openPhone();
  expect(await restoreCopy(fresh, copy, here)).toEqual({ entries: 3, photos: 1, lost: 0 });
  expect(await fresh.db.rows.toArray()).toEqual(await old.db.rows.toArray());
  const [waiting] = await outboxOf(fresh.db, exchangeId).toArray();
  const [unsent] = await outboxOf(old.db, exchangeId).toArray();
  expect(waiting).toMatchObject({ seq: 1, id: unsent?.id, args: unsent?.args });
  // Another phone may have sent it, so it never changes here.
  expect(waiting?.sentAt).not.toBeNull();
  const { cursorId } = (await old.db.replicas.get(exchangeId)) ?? {};
  const numbers = { lastSeq: 1, ackedSeq: 0, downloadedAt: 1 };
  expect(await fresh.db.replicas.get(exchangeId)).toMatchObject({ cursor: 7, cursorId, ...numbers });
  expect(await fresh.db.blobs.toArray()).toMatchObject([{ state: 'waiting', origin: 'captured' }]);
  expect(await openDrafts(fresh.db, fresh.now).get('note/new')).toEqual({ body: 'half a thought' });
});

test('restored twice, nothing is added the second time', async () => {
  const old = await openOldPhone();
  await old.mutate('objective.add', sampleObjective(newId()));
  await addPhoto(old, 1);
  const copy = await exportAll(old, exporter);
  const fresh = openPhone();
  await restoreCopy(fresh, copy, here);
  const once = await contentsOf(fresh);
  expect(await restoreCopy(fresh, copy, here)).toEqual({ entries: 0, photos: 0, lost: 0 });
  expect(await contentsOf(fresh)).toEqual(once);
});

test('rows come in only while this phone does not sync; where none are to come, nobody waits for that', async () => {
  const copy = await exportAll(await openOldPhone(), exporter);
  const steps: string[] = [];
  const exclusively = async (work: () => Promise<number>) => {
    steps.push(`before: ${await fresh.db.rows.count()} rows`);
    const added = await work();
    steps.push(`after: ${await fresh.db.rows.count()} rows`);
    return added;
  };
  const fresh = openPhone();
  await restoreCopy(fresh, copy, { ...here, exclusively });
  await restoreCopy(fresh, copy, { ...here, exclusively });
  expect(steps).toEqual(['before: 0 rows', 'after: 1 rows']);
});

test('on the phone that made it, a copy changes nothing', async () => {
  const old = await openOldPhone();
  await old.mutate('objective.add', sampleObjective(newId()));
  const copy = await exportAll(old, exporter);
  const before = await contentsOf(old);
  expect(await restoreCopy(old, copy, { deviceId: oldDevice })).toEqual({ entries: 0, photos: 0, lost: 0 });
  expect(await contentsOf(old)).toEqual(before);
});

test('rows and forms that are here are newer, and stay', async () => {
  const old = await openOldPhone();
  const objective = sampleObjective(newId(), 'old words');
  await putRow(old.db, exchangeId, 'objective', objective);
  await openDrafts(old.db, old.now).merge('note/new', { body: 'old thought' });
  const copy = await exportAll(old, exporter);
  const other = await openOldPhone();
  await putRow(other.db, exchangeId, 'objective', { ...objective, title: 'new words' });
  await openDrafts(other.db, other.now).merge('note/new', { body: 'new thought' });
  expect(await restoreCopy(other, copy, here)).toMatchObject({ entries: 0 });
  expect(await titles(other)).toEqual(['new words']);
  expect(await openDrafts(other.db, other.now).get('note/new')).toEqual({ body: 'new thought' });
});

test('a write that does not apply here any more still waits for the server, behind what waits already', async () => {
  const old = await openOldPhone();
  const objective = sampleObjective(newId());
  await putRow(old.db, exchangeId, 'objective', objective);
  await old.mutate('objective.edit', { id: objective.id, changes: { title: 'too late' } });
  const copy = await exportAll(old, exporter);
  const other = await openOldPhone();
  await other.mutate('objective.add', sampleObjective(newId(), 'of this phone'));
  expect(await restoreCopy(other, copy, here)).toMatchObject({ entries: 1 });
  const waiting = await outboxOf(other.db, exchangeId).toArray();
  expect(waiting.map(({ seq, name }) => [seq, name])).toEqual([
    [4, 'objective.add'],
    [5, 'objective.edit'],
  ]);
  expect(await titles(other)).toEqual(['of this phone']);
});

test('what the server refused comes along, with what was typed', async () => {
  const old = await openOldPhone();
  const refused: StoredRejection = {
    id: newId(),
    exchangeId,
    name: 'objective.edit',
    args: { id: newId(), changes: { title: 'typed' } },
    code: 'not_found',
    detail: null,
    queuedAt: 1,
    rejectedAt: 2,
  };
  await old.db.rejections.add(refused);
  const fresh = openPhone();
  const copy = await exportAll(old, exporter);
  await restoreCopy(fresh, copy, here);
  expect(await fresh.db.rejections.toArray()).toEqual([refused]);
});

test('a photo that is damaged in the copy, or was unreadable, is counted and stops nothing', async () => {
  const old = await openOldPhone();
  const [damaged, unreadable, whole] = [await addPhoto(old, 1), await addPhoto(old, 2), await addPhoto(old, 3)];
  await old.db.blobBytes.delete(unreadable);
  const entries = await unpack(await exportAll(old, exporter));
  const name = photoName({ hash: damaged, type: 'image/jpeg' });
  // A whole entry with other bytes in it: its checksum is right, its name is not.
  entries.set(name, new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]));
  const fresh = openPhone();
  expect(await restoreCopy(fresh, pack(entries), here)).toMatchObject({ photos: 1, lost: 2 });
  expect((await fresh.db.blobs.toArray()).map(({ hash }) => hash)).toEqual([whole]);
});

test('a photo whose bytes this phone has lost comes back from the copy', async () => {
  const old = await openOldPhone();
  const hash = await addPhoto(old, 1);
  const copy = await exportAll(old, exporter);
  await old.db.blobBytes.delete(hash);
  await old.db.blobs.update([exchangeId, hash], { lastError: 'storage_failed' });
  expect(await restoreCopy(old, copy, { deviceId: oldDevice })).toEqual({ entries: 0, photos: 1, lost: 0 });
  expect(await old.db.blobBytes.get(hash)).toBeDefined();
  expect(await old.db.blobs.toArray()).toMatchObject([{ hash, lastError: null }]);
});

test('a copy cut off anywhere is damaged, and changes nothing', async () => {
  const old = await openOldPhone();
  await addPhoto(old, 1);
  const copy = await exportAll(old, exporter);
  const fresh = openPhone();
  for (const part of [0.02, 0.3, 0.6, 0.9, 0.999]) {
    expect(await refusal(fresh, copy.slice(0, Math.floor(copy.size * part)))).toBe('copy_damaged');
  }
});

test('what is no copy, one of a newer version, and one whose data does not read are told apart, and change nothing', async () => {
  const copy = await exportAll(await openOldPhone(), exporter);
  const fresh = openPhone();
  expect(await refusal(fresh, new Blob(['%PDF-1.7']))).toBe('copy_unreadable');
  expect(await refusal(fresh, new Blob([]))).toBe('copy_unreadable');
  expect(await refusal(fresh, pack(new Map([['holiday.txt', new Uint8Array(4)]])))).toBe('copy_unreadable');
  const setVersion = (version: number) => withData(copy, (data) => Object.assign(data, { version }));
  expect(await refusal(fresh, await setVersion(3))).toBe('copy_newer');
  expect(await refusal(fresh, await setVersion(1))).toBe('copy_unreadable');
  expect(await refusal(fresh, await withData(copy, (data) => Object.assign(data, { exchanges: 7 })))).toBe(
    'copy_damaged',
  );
});

test('a copy of another person, or of another exchange of a participant, is refused', async () => {
  const copy = await exportAll(await openOldPhone(), exporter);
  expect(await refusal(openPhone(contextOf('mentee')), copy)).toBe('copy_of_another');
  expect(await refusal(openPhone({ ...contextOf('mentor'), exchangeId: newId() }), copy)).toBe('copy_of_another');
});

test('a copy that somebody has unpacked and packed again as a folder is read all the same', async () => {
  const old = await openOldPhone();
  await addPhoto(old, 1);
  const entries = await unpack(await exportAll(old, exporter));
  const again = packDeflated(new Map(Array.from(entries, ([name, bytes]) => [`carnet-2027-05-12/${name}`, bytes])));
  expect(await restoreCopy(openPhone(), again, here)).toEqual({ entries: 1, photos: 1, lost: 0 });
});

/** As other programs pack: deflated. The writer's fields that differ are set afterwards (APPNOTE §4.3.7, §4.3.12). */
function packDeflated(entries: Entries): Blob {
  const zip = createZipWriter(0);
  const patches: { packedSize: number; crc: number; size: number }[] = [];
  const parts = [...entries].flatMap(([name, bytes]) => {
    const packed = new Uint8Array(deflateRawSync(bytes));
    const view = new DataView(createZipWriter(0).header(name, bytes).buffer);
    patches.push({ packedSize: packed.byteLength, crc: view.getUint32(14, true), size: bytes.byteLength });
    return [zip.header(name, packed), packed];
  });
  const end = zip.end();
  const view = new DataView(end.buffer);
  let at = 0;
  for (const { crc, size } of patches) {
    view.setUint16(at + 10, 8, true);
    view.setUint32(at + 16, crc, true);
    view.setUint32(at + 24, size, true);
    at += 46 + view.getUint16(at + 28, true);
  }
  return new Blob([...parts, end]);
}
