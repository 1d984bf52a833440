import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, test } from 'vitest';
import type { Participant } from '#domain/exchange/schema.ts';
import {
  contextOf,
  idMaker,
  instant,
  people,
  sampleExchange,
  sampleObjective,
  sampleSession,
} from '#tests/fixtures.ts';
import { CarnetDb, databaseName, freshReplica, nativeVersion } from './db.ts';
import { putRow } from './dexie-tx.ts';
import { readFirstLook } from './first-look.ts';
import { readToday } from './queries/today.ts';
import { openStore, type Store } from './store.ts';

const newId = idMaker(0xf6);
const exchangeId = sampleExchange.id;

function open(participantId: string): Store {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  return openStore({ ...contextOf('mentee'), participantId }, { now: Date.now, fillRandom });
}

/** A device with an exchange, and with another one that is not looked at. */
async function fill(participantId: string): Promise<Store> {
  const store = open(participantId);
  await store.db.replicas.put({ ...freshReplica(exchangeId), downloadedAt: 1 });
  const mentor: Participant = {
    ...{ id: people.mentor, role: 'mentor', name: 'Vera', community: '', username: '', lead: true },
  };
  for (const id of [exchangeId, newId()]) {
    await putRow(store.db, id, 'exchange', { ...sampleExchange, id });
    await putRow(store.db, id, 'participant', mentor);
  }
  await store.mutate('session.add', { ...sampleSession(newId(), 'Later'), start: '15:00', end: '16:00' });
  await store.mutate('session.add', { ...sampleSession(newId(), 'Sooner'), start: '09:00', end: '10:00' });
  await store.mutate('objective.add', sampleObjective(newId()));
  await store.mutate('question.add', {
    id: newId(),
    order: 'a0',
    text: 'Who pays the trains?',
    answered: false,
    answer: '',
  });
  await store.mutate('note.add', { id: newId(), body: 'Not at first', createdBy: participantId, createdAt: instant });
  return store;
}

test('what is seen first is what the database answers later, but for the notes', async () => {
  const participantId = newId();
  const store = await fill(participantId);
  const { notes, ...rest } = await readToday(store);
  const look = await readFirstLook(participantId, exchangeId);
  expect(look).toEqual(rest);
  expect(look?.sessions.map(({ title }) => title)).toEqual(['Sooner', 'Later']);
  expect([look?.people.size, look?.objectives.length, look?.questions.length, notes?.length]).toEqual([1, 1, 1, 1]);
});

test('a look keeps nobody from the database: a sign-out, or the next version, need not wait', async () => {
  const participantId = newId();
  const { db } = await fill(participantId);
  db.close();
  await readFirstLook(participantId, exchangeId);
  const request = indexedDB.deleteDatabase(databaseName(participantId));
  const ended = await new Promise((resolve) => {
    request.onsuccess = () => resolve('deleted');
    request.onblocked = () => resolve('blocked');
  });
  expect(ended).toBe('deleted');
});

test('where there is no database yet, a look makes none', async () => {
  const participantId = newId();
  expect(await readFirstLook(participantId, exchangeId)).toBeUndefined();
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(databaseName(participantId));
  await fill(participantId);
  expect((await readFirstLook(participantId, exchangeId))?.downloaded).toBe(true);
});

test.each([1, 3])('a database of version %i is left to Dexie, which updates it or says why not', async (version) => {
  const participantId = newId();
  const other = new Dexie(databaseName(participantId));
  other.version(version).stores({ rows: '[exchangeId+kind+id]', replicas: 'exchangeId' });
  await other.open();
  other.close();
  expect(await readFirstLook(participantId, exchangeId)).toBeUndefined();
});

test('the version that a look knows is the one that Dexie gives the database', async () => {
  const db = new CarnetDb(newId());
  await db.open();
  expect(db.backendDB().version).toBe(nativeVersion);
});

test('an exchange that has not arrived yet is told as such', async () => {
  const participantId = newId();
  await open(participantId).db.open();
  expect(await readFirstLook(participantId, exchangeId)).toMatchObject({ exchange: undefined, downloaded: false });
});
