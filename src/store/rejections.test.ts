import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { textOf } from '#domain/text.ts';
import { contextOf, exchangeId, idMaker, sampleObjective, sampleSection } from '#tests/fixtures.ts';
import { addToText } from './add-to-text.ts';
import { CarnetDb, type StoredRejection } from './db.ts';
import { putRow } from './dexie-tx.ts';
import { listTextUpdates } from './queries/report.ts';
import { getRow } from './queries/rows.ts';
import { listRejections, listWaiting } from './queries/sync.ts';
import { correctionKey, discardRejection, retryRejection } from './rejections.ts';
import { openStore, type Store } from './store.ts';

const newId = idMaker(0x2e);
const now = Date.parse('2026-05-12T07:30:00Z');
const objective = sampleObjective(newId());
let store: Store;

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentor'), { now: () => now, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, exchangeId, 'objective', objective);
});

async function refuse(name: string, args: unknown): Promise<StoredRejection> {
  const about = { code: 'rule_broken', detail: null, queuedAt: now, rejectedAt: now } as const;
  const rejection: StoredRejection = { id: newId(), exchangeId, name, args, ...about };
  await store.db.rejections.put(rejection);
  await store.db.drafts.put({ key: correctionKey(rejection.id), value: { title: 'half' }, savedAt: now });
  return rejection;
}

const queued = async () => (await listWaiting(store)).entries.map(({ name, args }) => ({ name, args }));
const edit = (title: string) => ({ name: 'objective.edit', args: { id: objective.id, changes: { title } } });

test('S3: a corrected write waits for the server, and the refused one leaves with its draft', async () => {
  const rejection = await refuse('objective.edit', edit('refused').args);
  expect(await retryRejection(store, rejection, [edit('corrected')])).toBeUndefined();
  expect(await queued()).toEqual([edit('corrected')]);
  expect((await getRow(store, 'objective', objective.id))?.title).toBe('corrected');
  expect(await listRejections(store)).toEqual([]);
  expect(await store.db.drafts.count()).toBe(0);
});

test('S3: a correction that is refused here, too, leaves the rejection and its draft', async () => {
  const rejection = await refuse('objective.edit', edit('refused').args);
  expect(await retryRejection(store, rejection, [edit('fine'), edit('')])).toMatchObject({ code: 'args_invalid' });
  expect(await queued()).toEqual([]);
  expect(await listRejections(store)).toHaveLength(1);
  expect(await store.db.drafts.count()).toBe(1);
});

test('S3: a correction that finds no space leaves the rejection and its draft', async () => {
  const rejection = await refuse('objective.edit', edit('refused').args);
  vi.spyOn(store.db.outbox, 'add').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await expect(retryRejection(store, rejection, [edit('corrected')])).rejects.toMatchObject({ code: 'storage_full' });
  expect(await listRejections(store)).toHaveLength(1);
  expect((await getRow(store, 'objective', objective.id))?.title).toBe(objective.title);
});

test('a correction that says what the rows say already only takes the rejection away', async () => {
  await retryRejection(store, await refuse('objective.edit', edit(objective.title).args), []);
  expect(await queued()).toEqual([]);
  expect(await listRejections(store)).toEqual([]);
});

test('a discarded rejection takes its draft with it', async () => {
  const { id } = await refuse('objective.edit', edit('refused').args);
  await discardRejection(store, id);
  expect([await store.db.rejections.count(), await store.db.drafts.count()]).toEqual([0, 0]);
});

test('words that were refused are added at the end of the text, long ones too', async () => {
  const section = sampleSection(newId());
  await putRow(store.db, exchangeId, 'section', section);
  const words = async () => textOf(await listTextUpdates(store, section.id));
  await addToText(store, await refuse('text.edit', {}), section.id, 'First.');
  const long = 'Слова 🙂 '.repeat(20_000);
  expect(await addToText(store, await refuse('text.edit', {}), section.id, long)).toBeUndefined();
  expect(await words()).toBe(`First.\n${long}`);
  expect(await listRejections(store)).toEqual([]);
  expect(new Set((await queued()).map(({ name }) => name))).toEqual(new Set(['text.edit']));
});
