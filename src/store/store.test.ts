import 'fake-indexeddb/auto';
import { liveQuery } from 'dexie';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import type { PullResponse } from '#domain/protocol.ts';
import { textField, textOf } from '#domain/text.ts';
import {
  exchangeId,
  idMaker,
  instant,
  people,
  sampleExpense,
  sampleObjective,
  sampleSection,
} from '#tests/fixtures.ts';
import { CarnetDb } from './db.ts';
import { listTextUpdates } from './queries/report.ts';
import { getRow, listRows } from './queries/rows.ts';
import { getSyncState, listRejections, listWaiting } from './queries/sync.ts';
import { retryRejection } from './rejections.ts';
import { applyPull, keepRejection, readHeld } from './replica.ts';
import { openStore, type Store } from './store.ts';
import { appendText } from './text.ts';

const newId = idMaker(0x57);

function open(role: 'mentee' | 'mentor' = 'mentor'): Store {
  let clock = Date.parse(instant);
  const device = {
    now: () => {
      clock += 1;
      return clock;
    },
    fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes),
  };
  return openStore({ exchangeId, participantId: people[role], role }, device, new CarnetDb(newId()));
}

function page(change: Partial<PullResponse>): PullResponse {
  return { type: 'pulled', changes: [], cursor: 1, more: false, lastSeq: 0, rejected: [], ...change };
}

const pull = (store: Store, change: Partial<PullResponse>) =>
  applyPull(store.db, store.context, page(change), store.now());

/** As the sync loop does when it hands the outbox to the network and has its answer. */
async function markSent({ db }: Store): Promise<void> {
  await db.outbox.toCollection().modify((entry) => {
    Object.assign(entry, { sentAt: 1, heldAs: entry.seq });
  });
}

function edit(text: string): string {
  const doc = new Y.Doc();
  doc.getText(textField).insert(0, text);
  return bytesToBase64(Y.encodeStateAsUpdate(doc));
}

test('S1: a write is on the disk, in its row and in the outbox, when the promise resolves', async () => {
  const store = open();
  const objective = sampleObjective(newId());
  expect(await store.mutate('objective.add', objective)).toBeUndefined();
  expect(await getRow(store, 'objective', objective.id)).toEqual(objective);
  const { entries } = await listWaiting(store);
  expect(entries.map(({ seq, name, args }) => ({ seq, name, args }))).toEqual([
    { seq: 1, name: 'objective.add', args: objective },
  ]);
});

test('S2: sequence numbers have no gaps, also after a write that a rule refused', async () => {
  const store = open();
  await store.mutate('objective.add', sampleObjective(newId()));
  expect((await store.mutate('objective.edit', { id: newId(), changes: { title: 'x' } }))?.code).toBe('not_found');
  await store.mutate('objective.add', sampleObjective(newId()));
  expect((await listWaiting(store)).entries.map(({ seq }) => seq)).toEqual([1, 2]);
});

test('writes that belong together are all kept or none', async () => {
  const store = open();
  const rejection = await store.mutateAll([
    { name: 'objective.add', args: sampleObjective(newId()) },
    { name: 'session.mark', args: { id: newId(), state: 'done' } },
  ]);
  expect(rejection?.code).toBe('not_found');
  expect(await listRows(store, 'objective')).toEqual([]);
  expect((await listWaiting(store)).entries).toEqual([]);
});

test('S1: a pull without an acknowledgement removes nothing from the outbox', async () => {
  const store = open();
  const objective = sampleObjective(newId());
  await store.mutate('objective.add', objective);
  await pull(store, { lastSeq: 0, cursor: 7 });
  expect((await listWaiting(store)).entries).toHaveLength(1);
  expect(await getRow(store, 'objective', objective.id)).toEqual(objective);
});

test('S4: a pending edit stands on top of what the server brings, and only its own fields', async () => {
  const store = open();
  const row = sampleObjective(newId(), 'old title');
  await pull(store, { changes: [{ kind: 'objective', id: row.id, row }], cursor: 1 });
  await store.mutate('objective.edit', { id: row.id, changes: { title: 'mine' } });
  const theirs = { ...row, title: 'theirs', indicator: 'three workshops held' };
  await pull(store, { changes: [{ kind: 'objective', id: row.id, row: theirs }], cursor: 2 });
  expect(await getRow(store, 'objective', row.id)).toMatchObject({ title: 'mine', indicator: 'three workshops held' });
});

test('S4: an acknowledged write is replaced by what the server made of it', async () => {
  const store = open();
  const row = sampleObjective(newId());
  await store.mutate('objective.add', row);
  await markSent(store);
  const decorated = { ...row, title: 'as the server has it' };
  await pull(store, { changes: [{ kind: 'objective', id: row.id, row: decorated }], cursor: 1, lastSeq: 1 });
  expect(await getRow(store, 'objective', row.id)).toMatchObject({ title: 'as the server has it' });
  expect(await getSyncState(store)).toMatchObject({ waiting: 0, attention: 0 });
  expect(await store.db.shadows.count()).toBe(0);
});

test('S4: no screen looks anew when the server made of a write just what stands here', async () => {
  const store = open();
  const [mine, theirs] = [sampleObjective(newId()), sampleObjective(newId(), 'theirs')];
  await store.mutate('objective.add', mine);
  const seen: unknown[][] = [];
  const watching = liveQuery(() => listRows(store, 'objective')).subscribe((rows) => seen.push(rows));
  await expect.poll(() => seen.length).toBe(1);
  await markSent(store);
  await pull(store, { changes: [{ kind: 'objective', id: mine.id, row: mine }], lastSeq: 1 });
  expect((await listWaiting(store)).entries).toEqual([]);
  await pull(store, { cursor: 2, changes: [{ kind: 'objective', id: theirs.id, row: theirs }], lastSeq: 1 });
  await expect.poll(() => seen.at(-1)).toHaveLength(2);
  expect(seen).toEqual([[mine], [mine, theirs]]);
  watching.unsubscribe();
});

test('S4: a page that is followed by another drops no acknowledged write yet', async () => {
  const store = open();
  const row = sampleObjective(newId());
  await store.mutate('objective.add', row);
  await pull(store, { lastSeq: 1, cursor: 3, more: true });
  expect(await getRow(store, 'objective', row.id)).toEqual(row);
  expect((await store.db.replicas.get(exchangeId))?.downloadedAt).toBeNull();
});

test('S3: a rejected write is undone, and what was typed waits in “Needs attention”', async () => {
  const store = open();
  const first = sampleObjective(newId(), 'refused');
  const second = sampleObjective(newId(), 'accepted');
  await store.mutate('objective.add', first);
  await store.mutate('objective.add', second);
  await markSent(store);
  const changes = [{ kind: 'objective', id: second.id, row: second }];
  await pull(store, { changes, lastSeq: 2, rejected: [{ seq: 1, code: 'rule_broken', detail: 'why' }] });
  expect((await listRows(store, 'objective')).map(({ title }) => title)).toEqual(['accepted']);
  const [rejection] = await listRejections(store);
  expect(rejection).toMatchObject({ name: 'objective.add', args: first, code: 'rule_broken', detail: 'why' });
});

test('S4: a row that the server deleted goes, and the pending edit of it stays queued for the server to judge', async () => {
  const store = open();
  const row = sampleObjective(newId());
  await pull(store, { changes: [{ kind: 'objective', id: row.id, row }] });
  await store.mutate('objective.edit', { id: row.id, changes: { title: 'mine' } });
  await pull(store, { changes: [{ kind: 'objective', id: row.id, row: null }], cursor: 2 });
  expect(await getRow(store, 'objective', row.id)).toBeUndefined();
  expect((await listWaiting(store)).entries).toHaveLength(1);
});

test('S9: a row that this version can’t read is held, stops nothing else, and is read after an update', async () => {
  const store = open();
  const row = sampleObjective(newId());
  const newer = { ...sampleObjective(newId()), state: 'postponed' };
  const unknown = { id: newId(), row: { id: newId() } };
  const changes = [
    ...[row, newer].map((each) => ({ kind: 'objective', id: each.id, row: each })),
    { kind: 'hologram', ...unknown },
  ];
  await pull(store, { changes, cursor: 9 });
  expect(await listRows(store, 'objective')).toEqual([row]);
  expect((await store.db.held.toArray()).map(({ kind }) => kind).sort()).toEqual(['hologram', 'objective']);
  expect((await store.db.replicas.get(exchangeId))?.cursor).toBe(9);

  await readHeld(store.db, store.context);
  expect(await store.db.held.count()).toBe(2);
  await store.db.held.update([exchangeId, 'objective', newer.id], { row: { ...newer, state: 'planned' } });
  await readHeld(store.db, store.context);
  expect((await listRows(store, 'objective')).map(({ id }) => id).sort()).toEqual([row.id, newer.id].sort());
});

test('S4: pending edits of one field run again in their order', async () => {
  const store = open();
  const row = sampleObjective(newId());
  await store.mutate('objective.add', row);
  for (const title of ['one', 'two', 'three']) {
    await store.mutate('objective.edit', { id: row.id, changes: { title } });
  }
  const gone = sampleObjective(newId());
  await store.mutate('objective.add', gone);
  await store.mutate('objective.remove', { id: gone.id });
  await pull(store, { cursor: 3 });
  expect((await listRows(store, 'objective')).map(({ title }) => title)).toEqual(['three']);
});

test('S1: a write that was never sent is not taken for acknowledged, whatever number the server has counted', async () => {
  const store = open();
  await store.mutate('objective.add', sampleObjective(newId(), 'unsent'));
  await pull(store, { lastSeq: 7, cursor: 4 });
  expect((await listWaiting(store)).entries.map(({ seq }) => seq)).toEqual([8]);
  await store.mutate('objective.add', sampleObjective(newId(), 'the next'));
  expect((await listWaiting(store)).entries.map(({ seq }) => seq)).toEqual([8, 9]);
});

test('S2: a phone that lost its database goes on behind the numbers that the server has counted', async () => {
  const store = open();
  await pull(store, { lastSeq: 3, cursor: 4 });
  await store.mutate('objective.add', sampleObjective(newId()));
  expect((await listWaiting(store)).entries.map(({ seq }) => seq)).toEqual([4]);
});

test('a text update that is too large is refused and named, and what was queued before it stays as it was', async () => {
  const store = open('mentee');
  const section = sampleSection(newId());
  await pull(store, { changes: [{ kind: 'section', id: section.id, row: section }] });
  await appendText(store, section.id, edit('before '));
  expect((await appendText(store, section.id, edit('і'.repeat(420_000))))?.code).toBe('args_invalid');
  expect((await listWaiting(store)).entries).toHaveLength(1);
  expect(textOf(await listTextUpdates(store, section.id))).toBe('before ');
});

test('S4: a long outbox of edits of one row is run again over a page in one transaction', async () => {
  const store = open();
  const row = sampleObjective(newId());
  await store.mutate('objective.add', row);
  for (let count = 1; count <= 120; count += 1) {
    await store.mutate('objective.edit', { id: row.id, changes: { title: `title ${count}` } });
  }
  await pull(store, { cursor: 3 });
  expect(await getRow(store, 'objective', row.id)).toMatchObject({ title: 'title 120' });
});

test('S3: retrying a refused write moves it from “Needs attention” to the outbox, or says why not', async () => {
  const store = open();
  const objective = sampleObjective(newId());
  const entry = { seq: 1, name: 'objective.add', args: objective, queuedAt: 1, sentAt: 1, heldAs: 1, exchangeId };
  await keepRejection(store.db, { ...entry, id: newId() }, { code: 'internal' }, 2);
  const edit = { id: newId(), changes: { title: 'gone' } };
  await keepRejection(
    store.db,
    { ...entry, id: newId(), name: 'objective.edit', args: edit },
    { code: 'not_found' },
    3,
  );
  const [add, lost] = await listRejections(store);
  if (!add || !lost) throw new Error('two rejections');
  expect(await retryRejection(store, add)).toBeUndefined();
  expect((await retryRejection(store, lost))?.code).toBe('not_found');
  expect(await listRejections(store)).toEqual([lost]);
  expect((await listWaiting(store)).entries.map(({ args }) => args)).toEqual([objective]);
});

test('typing offline grows one queued edit; after it was sent, a new one begins', async () => {
  const store = open('mentee');
  const section = sampleSection(newId());
  await pull(store, { changes: [{ kind: 'section', id: section.id, row: section }] });
  await appendText(store, section.id, edit('one '));
  await appendText(store, section.id, edit('two '));
  expect((await listWaiting(store)).entries).toHaveLength(1);
  const [entry] = (await listWaiting(store)).entries;
  if (entry) await store.db.outbox.put({ ...entry, sentAt: 1 });
  await appendText(store, section.id, edit('three '));
  expect((await listWaiting(store)).entries).toHaveLength(2);
  const text = textOf(await listTextUpdates(store, section.id));
  for (const word of ['one', 'two', 'three']) expect(text).toContain(word);
});

test('a deleted expense is a row that can be restored', async () => {
  const store = open();
  const expense = sampleExpense(newId());
  await store.mutate('expense.add', expense);
  await store.mutate('expense.delete', { id: expense.id, at: store.instant() });
  expect((await getRow(store, 'expense', expense.id))?.deletedAt).not.toBeNull();
  await store.mutate('expense.restore', { id: expense.id });
  expect((await getRow(store, 'expense', expense.id))?.deletedAt).toBeNull();
});
