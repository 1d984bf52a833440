import 'fake-indexeddb/auto';
import { expect, onTestFinished, test } from 'vitest';
import { wholeBoard } from '#domain/board/board-filter.ts';
import { openCopy } from '#domain/copy.ts';
import type { NewExchange } from '#domain/creation/new-exchange.ts';
import { codeOf } from '#domain/errors.ts';
import { readZip, readZipEntry } from '#domain/zip/read.ts';
import { contextOf, exchangeId, idMaker, people, sampleExchange } from '#tests/fixtures.ts';
import { blobSource } from '../copy-source.ts';
import { CarnetDb, freshReplica } from '../db.ts';
import { putRow } from '../dexie-tx.ts';
import { openDrafts } from '../drafts.ts';
import { exportAll } from '../export.ts';
import { restoreCopy, restoreHubOnly } from '../restore.ts';
import { openStore, type Store } from '../store.ts';
import { queueCreations, settleCreations, waitingCreations } from './creations.ts';
import { exportHubOnly } from './hub-copy.ts';
import { HubDb } from './hub-db.ts';

const newId = idMaker(0x8c);
const exporter = { name: 'Zsófia', deviceId: newId(), app: '1.2.3' };
const here = { deviceId: newId() };
const now = Date.parse('2026-05-12T10:00:00Z');

function openHub(): HubDb {
  const hub = new HubDb(newId());
  onTestFinished(() => hub.delete());
  return hub;
}

function openPhone(role: 'hub' | 'mentor' = 'hub'): Store {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const store = openStore(contextOf(role), { now: () => now, fillRandom }, new CarnetDb(newId()));
  onTestFinished(() => store.db.delete());
  return store;
}

const newExchange = (topic: string): NewExchange => ({
  exchange: { ...sampleExchange, id: newId(), topic },
  people: [],
  sections: [],
  budget: [],
  days: [],
});

/** One exchange that waits, one that was refused, a form, how the board is looked at, and a named filter. */
async function openFilledHub(): Promise<HubDb> {
  const hub = openHub();
  const [waits, refused] = [newExchange('Вікіклуби'), newExchange('Refused')];
  await queueCreations(hub, [waits, refused], 1);
  await settleCreations(hub, [{ id: refused.exchange.id, outcome: 'refused', code: 'bad_request' }]);
  const drafts = openDrafts(hub, () => 2);
  await drafts.merge('hub/new', { topic: 'Half a topic' });
  await drafts.merge('hub/board-filter', { text: 'Brno' });
  await hub.filters.put({ id: newId(), name: 'Soon', filter: { ...wholeBoard, waiting: true } });
  return hub;
}

async function contentsOf({ creations, drafts, filters }: HubDb) {
  return {
    creations: await creations.orderBy('id').toArray(),
    drafts: await drafts.toArray(),
    filters: await filters.toArray(),
  };
}

/** What of a Hub person's work goes along: all but how the board is looked at. */
async function workOf(hub: HubDb) {
  const contents = await contentsOf(hub);
  return { ...contents, drafts: contents.drafts.filter(({ key }) => key === 'hub/new') };
}

async function readReadme(file: Blob): Promise<string> {
  const source = blobSource(file);
  const entry = (await readZip(source)).find(({ name }) => name === 'README.txt');
  if (!entry) throw new Error('no README.txt');
  return new TextDecoder().decode(await readZipEntry(source, entry, 100_000));
}

test('a copy with an open exchange brings what waits to be created to another device, once', async () => {
  const [old, hub] = [openPhone(), await openFilledHub()];
  await putRow(old.db, exchangeId, 'exchange', sampleExchange);
  await old.db.replicas.put({ ...freshReplica(exchangeId), cursor: 1, downloadedAt: 1 });
  const copy = await exportAll(old, { ...exporter, hub });
  expect(await readReadme(copy)).toContain('- Вікіклуби');

  const [fresh, freshHub] = [openPhone(), openHub()];
  const added = await restoreCopy(fresh, copy, { ...here, hub: freshHub });
  expect(added).toEqual({ entries: 5, photos: 0, lost: 0 });
  expect(await contentsOf(freshHub)).toEqual(await workOf(hub));
  // What was refused is the person's to decide on, and is not sent again by itself.
  expect((await waitingCreations(freshHub)).map(({ created }) => created.exchange.topic)).toEqual(['Вікіклуби']);
  expect(await restoreCopy(fresh, copy, { ...here, hub: freshHub })).toMatchObject({ entries: 0 });
});

test('without any exchange there is a copy all the same, and it restores with an exchange open and without', async () => {
  const hub = await openFilledHub();
  const copy = await exportHubOnly(hub, { ...exporter, participantId: people.hub, now });
  const { data } = await openCopy(blobSource(copy));
  expect(data).toMatchObject({ exchangeId: null, exchanges: [], participant: { id: people.hub, role: 'hub' } });

  const apart = openHub();
  expect(await restoreHubOnly(apart, people.hub, await openCopy(blobSource(copy)))).toMatchObject({ entries: 4 });
  expect(await contentsOf(apart)).toEqual(await workOf(hub));
  const beside = openHub();
  expect(await restoreCopy(openPhone(), copy, { ...here, hub: beside })).toMatchObject({ entries: 4 });
  expect(await contentsOf(beside)).toEqual(await workOf(hub));
});

test('what is being typed here stays, and so does what was decided here since', async () => {
  const hub = await openFilledHub();
  const copy = await exportHubOnly(hub, { ...exporter, participantId: people.hub, now });
  const drafts = openDrafts(hub, () => 3);
  await drafts.merge('hub/new', { topic: 'A whole topic' });
  await hub.creations.toCollection().modify({ refused: 'not_allowed' });
  const before = await contentsOf(hub);
  expect(await restoreHubOnly(hub, people.hub, await openCopy(blobSource(copy)))).toMatchObject({ entries: 0 });
  expect(await contentsOf(hub)).toEqual(before);
});

test('the copy of another Hub person, or one that this version can’t read, changes nothing', async () => {
  const hub = await openFilledHub();
  await hub.creations.toCollection().modify((creation) => {
    // As a newer Carnet may have made it.
    Object.assign(creation.created.exchange, { zone: 'Mars/Olympus' });
  });
  const copy = await exportHubOnly(hub, { ...exporter, participantId: people.hub, now });
  const fresh = openHub();
  const restore = async (participantId: string) =>
    restoreHubOnly(fresh, participantId, await openCopy(blobSource(copy))).then(() => 'restored', codeOf);
  expect(await restore(people.hub)).toBe('copy_newer');
  expect(await restore(newId())).toBe('copy_of_another');
  const code = await restoreCopy(openPhone(), copy, { ...here, hub: fresh }).then(() => 'restored', codeOf);
  expect(code).toBe('copy_newer');
  // Somebody who is no Hub person has no use for it.
  expect(await restoreCopy(openPhone('mentor'), copy, here).then(() => 'restored', codeOf)).toBe('copy_of_another');
  expect(await contentsOf(fresh)).toEqual({ creations: [], drafts: [], filters: [] });
});
