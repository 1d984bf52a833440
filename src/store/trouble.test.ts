import 'fake-indexeddb/auto';
import Dexie, { liveQuery } from 'dexie';
import { expect, onTestFinished, test } from 'vitest';
import { contextOf, exchangeId, idMaker, sampleObjective } from '#tests/fixtures.ts';
import { CarnetDb } from './db.ts';
import { listRows } from './queries/rows.ts';
import { openStore } from './store.ts';

const newId = idMaker(0x7b);
const device = { now: Date.now, fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes) };

/** A tab of this version on a database of its own. */
function openTab(participantId = newId()) {
  const store = openStore(contextOf('mentee'), device, new CarnetDb(participantId));
  onTestFinished(() => Dexie.delete(store.db.name));
  onTestFinished(() => store.db.close());
  return store;
}

/** What a tab of another version has of the same database. */
function openNative(name: string, version: number, upgrade: (db: IDBDatabase) => void = () => {}) {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => upgrade(request.result);
  return new Promise<IDBDatabase>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

const nextTrouble = ({ db }: ReturnType<typeof openTab>) =>
  new Promise<void>((resolve) => db.troubles.listeners.add(resolve));

test('S11: a newer version’s tab gets the database at once, and a write of the old one fails and says why', async () => {
  const store = openTab();
  await store.mutate('objective.add', sampleObjective(newId(), 'before'));
  const newer = await openNative(store.db.name, 990);
  onTestFinished(() => newer.close());
  expect(store.db.troubles.current).toBe('taken');
  await expect(store.mutate('objective.add', sampleObjective(newId(), 'after'))).rejects.toMatchObject({
    code: 'app_outdated',
  });
  const outbox = newer.transaction('outbox').objectStore('outbox').count();
  await new Promise((resolve) => outbox.addEventListener('success', resolve));
  expect(outbox.result).toBe(1);
});

test('S11: what an old tab shows stays on its screen when a newer version has taken over', async () => {
  const store = openTab();
  await store.mutate('objective.add', sampleObjective(newId(), 'shown'));
  const shown: string[][] = [];
  const failures: unknown[] = [];
  const isShown = Promise.withResolvers<void>();
  const isReadAgain = Promise.withResolvers<void>();
  const query = () => listRows(store, 'objective').finally(shown.length > 0 ? isReadAgain.resolve : undefined);
  const subscription = liveQuery(query).subscribe(
    (rows) => {
      shown.push(rows.map(({ title }) => title));
      isShown.resolve();
    },
    (error: unknown) => failures.push(error),
  );
  onTestFinished(() => subscription.unsubscribe());
  await isShown.promise;
  const newer = new Dexie(store.db.name);
  newer.version(99).stores({ rows: '[exchangeId+kind+id], [exchangeId+kind+parentId]' });
  onTestFinished(() => newer.close());
  const id = newId();
  await newer.table('rows').add({ exchangeId, kind: 'objective', id, parentId: '', row: sampleObjective(id, 'new') });
  await isReadAgain.promise;
  expect({ shown, failures }).toEqual({ shown: [['shown']], failures: [] });
  await expect(store.mutate('objective.add', sampleObjective(newId()))).rejects.toMatchObject({ code: 'app_outdated' });
});

test('S11: a database of a newer version is neither read nor changed nor deleted by an older one', async () => {
  const participantId = newId();
  const name = `carnet-${participantId}`;
  // A version that has given up what this one needs: Dexie alone would put it back.
  const newer = await openNative(name, 990, (db) => void db.createObjectStore('outbox', { keyPath: 'id' }));
  newer.close();
  const store = openTab(participantId);
  const told = nextTrouble(store);
  await expect(store.mutate('objective.add', sampleObjective(newId()))).rejects.toMatchObject({ code: 'app_outdated' });
  await told;
  expect(store.db.troubles.current).toBe('newer');
  await expect(listRows(store, 'objective')).rejects.toThrow();
  const databases = await indexedDB.databases();
  expect(databases.find((database) => database.name === name)?.version).toBe(990);
  const again = await openNative(name, 990);
  expect([...again.objectStoreNames]).toEqual(['outbox']);
  again.close();
});

test('S11: while an old tab holds on the new one says so, and goes on by itself as soon as it is closed', async () => {
  const participantId = newId();
  // It hears nothing: its page is frozen.
  const frozen = await openNative(
    `carnet-${participantId}`,
    10,
    (db) => void db.createObjectStore('drafts', { keyPath: 'key' }),
  );
  const store = openTab(participantId);
  const told = nextTrouble(store);
  const writing = store.mutate('objective.add', sampleObjective(newId(), 'typed meanwhile'));
  await told;
  expect(store.db.troubles.current).toBe('blocked');
  frozen.close();
  expect(await writing).toBeUndefined();
  expect(store.db.troubles.current).toBe(null);
  expect((await store.db.outbox.where({ '[exchangeId+seq]': [exchangeId, 1] }).toArray()).length).toBe(1);
});

test('a sign-out in another tab does not make an empty database anew in this one', async () => {
  const store = openTab();
  await store.mutate('objective.add', sampleObjective(newId()));
  await new CarnetDb(store.db.name.slice('carnet-'.length)).delete();
  expect(store.db.troubles.current).toBe('taken');
  await expect(store.mutate('objective.add', sampleObjective(newId()))).rejects.toMatchObject({ code: 'app_outdated' });
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(store.db.name);
});
