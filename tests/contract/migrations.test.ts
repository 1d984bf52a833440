import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import Dexie from 'dexie';
import { expect, onTestFinished, test } from 'vitest';
import { storeBytes } from '#store/blobs.ts';
import { CarnetDb } from '#store/db.ts';
import { openDrafts } from '#store/drafts.ts';
import { listRows } from '#store/queries/rows.ts';
import { getSyncState, listRejections, listWaiting } from '#store/queries/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import { createSyncLoop } from '#sync/loop.ts';
import { createTransport } from '#sync/transport.ts';
import { idMaker, sampleObjective, seededRandom } from '#tests/fixtures.ts';
import { openWorld, type SimDevice } from '#tests/sim/world.ts';

/**
 * S9: each version of the database that was ever in use, as it was: its schema and what it kept in its tables, written
 * out here. These never change; a new version of the database adds one, which is the version before it.
 */
type OldDatabase = {
  version: number;
  schema: Record<string, string>;
  /** Whatever can be unsent, of one exchange, by table. */
  fill(words: Words): Record<string, readonly object[]>;
};

/** What the person had done before the update, for the old records to hold. */
type Words = {
  exchangeId: string;
  /** Three objectives: the first was sent and its answer got lost, the others were not sent. */
  objectives: readonly (ReturnType<typeof sampleObjective> & { mutationId: string })[];
  refused: ReturnType<typeof sampleObjective> & { mutationId: string };
  photo: { hash: string; bytes: ArrayBuffer };
  received: { hash: string; bytes: ArrayBuffer };
};

const version1: OldDatabase = {
  version: 1,
  schema: {
    rows: '[exchangeId+kind+id], [exchangeId+kind+parentId]',
    shadows: '[exchangeId+kind+id], exchangeId',
    outbox: '[exchangeId+seq], &id',
    rejections: 'id, exchangeId',
    replicas: 'exchangeId',
    held: '[exchangeId+kind+id], exchangeId',
    blobs: '[exchangeId+hash], [exchangeId+state]',
    blobBytes: 'hash',
    drafts: 'key',
    status: 'key',
  },
  fill: ({ exchangeId, objectives, refused, photo, received }) => ({
    rows: objectives.map(({ mutationId, ...row }) => ({
      exchangeId,
      kind: 'objective',
      id: row.id,
      parentId: '',
      row,
    })),
    shadows: objectives.map(({ id }) => ({ exchangeId, kind: 'objective', id, row: null })),
    outbox: objectives.map(({ mutationId, ...args }, index) => ({
      exchangeId,
      seq: index + 1,
      id: mutationId,
      name: 'objective.add',
      args,
      queuedAt: 1_790_000_000_000 + index,
      sentAt: index === 0 ? 1_790_000_000_500 : null,
    })),
    rejections: [
      {
        id: refused.mutationId,
        exchangeId,
        name: 'objective.edit',
        args: { id: refused.id, changes: { title: refused.title } },
        code: 'not_found',
        detail: null,
        queuedAt: 1_790_000_000_000,
        rejectedAt: 1_790_000_000_900,
      },
    ],
    replicas: [{ exchangeId, cursor: 1, lastSeq: 3, ackedSeq: 0, downloadedAt: 1_789_000_000_000 }],
    held: [{ exchangeId, kind: 'idea', id: refused.id, row: { id: refused.id, title: 'of a later version' } }],
    blobs: [
      {
        exchangeId,
        hash: photo.hash,
        type: 'image/jpeg',
        size: photo.bytes.byteLength,
        state: 'waiting',
        uploadUrl: '/api/uploads/of-a-server-that-forgot-it',
        sentBytes: 100,
        storedAt: 1_790_000_000_000,
        confirmedAt: null,
        lastError: 'offline',
      },
      {
        exchangeId,
        hash: received.hash,
        type: 'image/jpeg',
        size: received.bytes.byteLength,
        state: 'confirmed',
        uploadUrl: null,
        sentBytes: received.bytes.byteLength,
        storedAt: 1_789_000_000_000,
        confirmedAt: 1_789_000_000_000,
        lastError: null,
      },
    ],
    blobBytes: [photo, received],
    drafts: [{ key: 'note', value: { body: 'half a sentence' }, savedAt: 1_790_000_000_000 }],
    status: [{ key: 'sync', reachable: false, working: false, syncedAt: 1_789_000_000_000, error: 'offline' }],
  }),
};

const oldDatabases = [version1];

const titles = ['sent, not answered', 'not sent', 'not sent either'];

test('each version of the database that came before this one is tested here', () => {
  const today = new CarnetDb('').verno;
  expect(oldDatabases.map(({ version }) => version)).toEqual(
    Array.from({ length: today - 1 }, (_, index) => index + 1),
  );
});

test.each(oldDatabases)(
  'S9: all that is unsent in database version $version outlives the update, in its order',
  async (old) => {
    const { store, words } = await openUpdated(old);
    const { entries, blobs } = await listWaiting(store);
    expect(entries.map(({ seq, id, args }) => ({ seq, id, args }))).toEqual(
      words.objectives.map(({ mutationId, ...args }, index) => ({ seq: index + 1, id: mutationId, args })),
    );
    expect(blobs.map(({ hash }) => hash)).toEqual([words.photo.hash]);
    expect(await store.db.blobBytes.get(words.photo.hash)).toEqual(words.photo);
    expect(await store.db.blobBytes.get(words.received.hash)).toEqual(words.received);
    expect(await listRejections(store)).toMatchObject([{ id: words.refused.mutationId, code: 'not_found' }]);
    expect(await openDrafts(store.db, store.now).get('note')).toEqual({ body: 'half a sentence' });
    expect(await store.db.held.count()).toBe(1);
    expect((await listRows(store, 'objective')).map(({ title }) => title).sort()).toEqual([...titles].sort());
  },
);

test.each(oldDatabases)(
  'S9: what was unsent in database version $version reaches the server, each write once',
  async (old) => {
    const { store, phone, words, services, exchangeId, mentor } = await openUpdated(old);
    // The answer to the first of them got lost: the server has it.
    const [first] = words.objectives;
    if (!first) throw new Error('three objectives');
    const { mutationId, ...args } = first;
    await transportOf(phone).push({
      type: 'push',
      protocol: 1,
      app: '0.1.0',
      exchangeId,
      mutations: [{ id: mutationId, seq: 1, name: 'objective.add', args }],
    });
    await loopOf(store, phone).runNow();
    expect(await getSyncState(store)).toMatchObject({ waiting: 0, attention: 1, error: null });
    expect(await services.storage.files.findBlob(exchangeId, words.photo.hash)).toBeDefined();
    await mentor.loop.runNow();
    const arrived = (await listRows(mentor.store, 'objective')).map(({ title }) => title);
    expect(arrived.sort()).toEqual([...titles].sort());
  },
);

test.each(oldDatabases)('S9: work goes on in a database that was version $version', async (old) => {
  const { store, phone } = await openUpdated(old);
  await store.mutate('objective.add', sampleObjective(store.newId(), 'after the update'));
  expect((await listWaiting(store)).entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  await loopOf(store, phone).runNow();
  expect(await getSyncState(store)).toMatchObject({ waiting: 0, error: null });
});

/** A phone of a real server whose database an old version has left, opened with the app of today. */
async function openUpdated(old: OldDatabase) {
  const world = await openWorld(1, seededRandom(1));
  onTestFinished(() => world.close());
  const [phone, mentor] = world.devices;
  if (!phone || !mentor) throw new Error('a world of two phones');
  const { exchangeId } = world;
  const { participantId } = phone.store.context;
  const words = wordsOf(exchangeId);
  // What the phone once received, its author's phone has sent.
  await storeBytes(mentor.store.db, exchangeId, { bytes: words.received.bytes, type: 'image/jpeg' }, 1);
  await mentor.loop.runNow();
  const name = `carnet-${participantId}`;
  await leave(name, old, words);
  const device = { now: Date.now, fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes) };
  const store = openStore(phone.store.context, device, new CarnetDb(participantId));
  onTestFinished(() => store.db.delete());
  return { ...world, phone, mentor, words, store };
}

function wordsOf(exchangeId: string): Words {
  const newId = idMaker(0x09d);
  const write = (title: string) => ({ ...sampleObjective(newId(), title), mutationId: newId() });
  return {
    exchangeId,
    objectives: titles.map(write),
    refused: write('refused'),
    photo: jpeg(700),
    received: jpeg(800),
  };
}

function jpeg(length: number): { hash: string; bytes: ArrayBuffer } {
  const bytes = new Uint8Array(length).fill(7);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  return { hash: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.buffer };
}

/** Makes and fills the database as the old version did. */
async function leave(name: string, { version, schema, fill }: OldDatabase, words: Words): Promise<void> {
  const db = new Dexie(name);
  db.version(version).stores(schema);
  for (const [table, records] of Object.entries(fill(words))) await db.table(table).bulkAdd([...records]);
  db.close();
}

function transportOf({ server, token }: SimDevice) {
  return createTransport({ fetch: server, origin: 'http://localhost:8787', token });
}

function loopOf(store: Store, phone: SimDevice) {
  return createSyncLoop({
    store,
    transport: transportOf(phone),
    app: 'test',
    exclusively: (work) => work(),
    after: () => () => {},
    random: () => 0.5,
    connection: () => 'unknown',
  });
}
