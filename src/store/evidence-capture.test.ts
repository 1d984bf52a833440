import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { contextOf, idMaker } from '#tests/fixtures.ts';
import { CarnetDb } from './db.ts';
import { captureEvidence, resumeEvidence, takingIn } from './evidence-capture.ts';
import { listInbox } from './inbox.ts';
import { removeFromInbox } from './inbox-database.ts';
import type { PreparedPicture, RawPicture } from './picture/picture-file.ts';
import { listRows } from './queries/rows.ts';
import { openStore, type Store } from './store.ts';

const newId = idMaker(0xe7);
const started = Date.parse('2026-05-12T07:30:00Z');
let now = started;
let store: Store;
/** What the drawing of a picture does; and how often it was begun. */
let prepare: (raw: RawPicture) => Promise<PreparedPicture>;
let begun: number;

// The smallest PNG that is whole: one grey pixel.
const png = Uint8Array.fromBase64(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
);
const photo = () => new File([png], 'team.png', { type: 'image/png' });
const place = { sectionId: null };
const never = () => new Promise<PreparedPicture>(() => undefined);
const draws = async ({ bytes }: RawPicture): Promise<PreparedPicture> => {
  const picture = { bytes, type: 'image/png' } as const;
  return { picture, thumb: picture };
};

beforeEach(async () => {
  now = started;
  begun = 0;
  prepare = draws;
  await removeFromInbox((await listInbox(contextOf('mentor').participantId)).map(({ id }) => id));
  store = start();
});

/** The app opened on the same phone. */
function start(db = new CarnetDb(newId())): Store {
  return openStore(
    contextOf('mentor'),
    {
      now: () => now,
      fillRandom: (bytes) => void crypto.getRandomValues(bytes),
      preparePicture: (raw) => {
        begun += 1;
        return prepare(raw);
      },
    },
    db,
  );
}

const waiting = () => listInbox(store.context.participantId);
const names = async () => (await listRows(store, 'evidence')).map(({ name }) => name);

/** The app goes down while it decodes, and is opened again. */
async function crashWhileDecoding(): Promise<void> {
  prepare = never;
  const before = begun;
  void captureEvidence(store, photo(), place);
  await expect.poll(() => begun).toBe(before + 1);
  now += takingIn + 1;
  store = start(store.db);
}

test('the same photo may stand in two sections', async () => {
  const added: string[] = [];
  for (const sectionId of [newId(), newId()]) {
    expect(await captureEvidence(store, photo(), { sectionId }, (id) => added.push(id))).toBeNull();
  }
  expect(await names()).toEqual(['team.png', 'team.png']);
  expect(added).toHaveLength(2);
});

test('a photo that is taken in leaves nothing behind in the inbox', async () => {
  expect(await captureEvidence(store, photo(), place)).toBeNull();
  expect(await names()).toEqual(['team.png']);
  expect(await waiting()).toEqual([]);
});

test('one that the app went down with is there after the next start, once, where it was meant to be', async () => {
  await crashWhileDecoding();
  expect(await waiting()).toHaveLength(1);
  prepare = draws;
  await resumeEvidence(store);
  await resumeEvidence(store);
  expect(await names()).toEqual(['team.png']);
  expect(await waiting()).toEqual([]);
});

test('one that takes the app down again and again is kept as it came, and not decoded a third time', async () => {
  await crashWhileDecoding();
  void resumeEvidence(store);
  await expect.poll(() => begun).toBe(2);
  now += takingIn + 1;
  store = start(store.db);
  await resumeEvidence(store);
  expect(begun).toBe(2);
  expect(await names()).toEqual(['team.png']);
  expect((await listRows(store, 'evidence'))[0]?.thumb).toBeNull();
});

test('one that another tab may be taking in just now is left to it', async () => {
  await crashWhileDecoding();
  now = started + 10;
  await resumeEvidence(store);
  expect(begun).toBe(1);
  expect(await waiting()).toHaveLength(1);
});

test('a file that is no picture is refused, and nothing of it waits', async () => {
  const script = new File(['<svg onload="alert(1)"/>'], 'x.png', { type: 'image/png' });
  expect(await captureEvidence(store, script, place)).toBe('file_not_supported');
  expect(await waiting()).toEqual([]);
});

/** A worker that was given the bytes, and ends. */
const dies = async ({ bytes }: RawPicture): Promise<PreparedPicture> => {
  structuredClone(bytes, { transfer: [bytes] });
  throw new Error('the worker has ended');
};

test('a worker that dies with the bytes of a photo leaves it to be kept as it came', async () => {
  prepare = dies;
  expect(await captureEvidence(store, photo(), place)).toBeNull();
  const [row] = await listRows(store, 'evidence');
  expect(row).toMatchObject({ size: png.length, thumb: null });
  expect(await waiting()).toEqual([]);
});

test('a photo that can be read only once, as some phones give them, is kept of what waits of it', async () => {
  prepare = dies;
  const file = photo();
  let reads = 0;
  const read = file.arrayBuffer.bind(file);
  file.arrayBuffer = () => {
    reads += 1;
    return reads === 1 ? read() : Promise.reject(new DOMException('gone', 'NotReadableError'));
  };
  expect(await captureEvidence(store, file, place)).toBeNull();
  expect(await names()).toEqual(['team.png']);
});

test('a file that no worker can read is read on the page, and waits all the same', async () => {
  let waits = 0;
  prepare = async (raw) => {
    waits = (await waiting()).length;
    return draws(raw);
  };
  store = { ...store, readPicked: () => Promise.reject(new Error('the worker has ended')) };
  expect(await captureEvidence(store, photo(), place)).toBeNull();
  expect(waits).toBe(1);
  expect(await names()).toEqual(['team.png']);
});
