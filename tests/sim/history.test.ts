import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { textOf } from '#domain/text.ts';
import { storeBytes } from '#store/blobs.ts';
import { listTextUpdates } from '#store/queries/report.ts';
import { listRows } from '#store/queries/rows.ts';
import { getSyncState, listRejections } from '#store/queries/sync.ts';
import { idMaker, sampleExpense, sampleObjective, sampleReceipt, sampleSection } from '../fixtures.ts';
import { openWorld, type Phone, syncAll, write } from './two-phones.ts';

const newId = idMaker(0x41);

async function addObjective({ store }: Phone, title: string): Promise<string> {
  const objective = sampleObjective(store.newId(), title);
  expect(await store.mutate('objective.add', objective)).toBeUndefined();
  return objective.id;
}

async function titles({ store }: Phone): Promise<string[]> {
  return (await listRows(store, 'objective')).map(({ title }) => title).sort();
}

async function addReceipt({ store }: Phone): Promise<string> {
  const bytes = new Uint8Array(300_000).fill(7);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  const file = { bytes: bytes.buffer, type: 'image/jpeg' } as const;
  const { hash } = await storeBytes(store.db, store.context.exchangeId, file, store.now());
  const expense = sampleExpense(store.newId(), store.context.participantId);
  const receipt = sampleReceipt(store.newId(), expense.id, hash, store.context.participantId);
  await store.mutateAll([
    { name: 'expense.add', args: expense },
    { name: 'receipt.add', args: { ...receipt, size: bytes.length } },
  ]);
  return hash;
}

test('S2: what a server has lost with a restored backup comes back from the phones, photos too, each once', async () => {
  const { mentee, mentor, backup, restore, files, exchangeId } = await openWorld(newId);
  await addObjective(mentee, 'before');
  await syncAll(mentee, mentor);
  await backup('monday');
  await addObjective(mentee, 'lost by the mentee');
  const hash = await addReceipt(mentee);
  await addObjective(mentor, 'lost by the mentor');
  await syncAll(mentee, mentor);
  await restore('monday');
  expect(await files().findBlob(exchangeId, hash)).toBeUndefined();
  await syncAll(mentee, mentor);
  for (const phone of [mentee, mentor]) {
    expect(await titles(phone)).toEqual(['before', 'lost by the mentee', 'lost by the mentor']);
    expect(await listRejections(phone.store)).toEqual([]);
    expect(await getSyncState(phone.store)).toMatchObject({ waiting: 0, attention: 0, error: null });
    expect(await listRows(phone.store, 'receipt')).toHaveLength(1);
    expect(await phone.store.db.orphans.count()).toBe(0);
  }
  expect(await files().findBlob(exchangeId, hash)).toBeDefined();
});

test('S2: writes that were made offline since then follow what the server had lost, in their order', async () => {
  const { mentee, mentor, backup, restore } = await openWorld(newId);
  const id = await addObjective(mentee, 'first');
  await syncAll(mentee, mentor);
  await backup('monday');
  await mentee.store.mutate('objective.edit', { id, changes: { title: 'second' } });
  await syncAll(mentee, mentor);
  await mentee.store.mutate('objective.edit', { id, changes: { title: 'third' } });
  await restore('monday');
  await syncAll(mentee, mentor);
  expect([await titles(mentee), await titles(mentor)]).toEqual([['third'], ['third']]);
});

test('S4: a phone that wrote nothing since the backup notices the other history by the write at its cursor', async () => {
  const { mentee, mentor, backup, restore } = await openWorld(newId);
  await syncAll(mentee, mentor);
  await backup('monday');
  await addObjective(mentor, 'one history');
  await syncAll(mentee, mentor);
  expect(await titles(mentee)).toEqual(['one history']);
  await restore('monday');
  // The mentor's phone is away for now, and the versions reach the same number with another write.
  await addObjective(mentee, 'another history');
  await syncAll(mentee);
  expect(await titles(mentee)).toEqual(['another history']);
  await syncAll(mentor, mentee);
  for (const phone of [mentee, mentor]) expect(await titles(phone)).toEqual(['another history', 'one history']);
});

test('S4: the same write at the same version of another history is told from the one before', async () => {
  const { mentee, mentor, another, backup, restore } = await openWorld(newId);
  const [lost, other] = [await another('mentor'), await another('mentor')];
  await syncAll(mentee, mentor, lost, other);
  await backup('monday');
  await addObjective(lost, 'lost with its phone');
  await lost.sync();
  await addObjective(mentee, 'sent twice');
  await mentee.sync();
  await mentor.sync();
  expect(await titles(mentor)).toEqual(['lost with its phone', 'sent twice']);
  await restore('monday');
  await addObjective(other, 'of the new history');
  await other.sync();
  await syncAll(mentee);
  // The version at the mentor's cursor was made by the same write again; what came before it is something else.
  await mentor.sync();
  expect(await titles(mentor)).toEqual(['of the new history', 'sent twice']);
  await syncAll(lost, mentee, mentor, other);
  expect(await titles(mentor)).toEqual(['lost with its phone', 'of the new history', 'sent twice']);
});

test('S1: own words that hang on words which the server has lost stay before the eyes', async () => {
  const { mentee, mentor, seed, backup, restore } = await openWorld(newId);
  const section = sampleSection(newId());
  const hub = { participantId: newId(), role: 'hub', name: 'section.add' } as const;
  await seed([{ ...hub, args: section }]);
  await syncAll(mentee, mentor);
  await backup('monday');
  await write(mentee, section.id, 'What we planned');
  await syncAll(mentee, mentor);
  await write(mentor, section.id, ' and what we did');
  await mentor.sync();
  await restore('monday');
  await mentor.sync();
  await mentor.sync();
  const read = async ({ store }: Phone) => textOf(await listTextUpdates(store, section.id));
  expect(await read(mentor)).toContain('and what we did');
  await syncAll(mentee, mentor);
  expect(await read(mentee)).toBe(await read(mentor));
  expect(await read(mentee)).toBe('What we planned and what we did');
});

test('a row of somebody else that the server has lost is kept aside until its author’s phone brings it back', async () => {
  const { mentee, mentor, backup, restore } = await openWorld(newId);
  await syncAll(mentee, mentor);
  await backup('monday');
  await addObjective(mentor, 'only on two phones');
  await syncAll(mentor, mentee);
  await restore('monday');
  await syncAll(mentee);
  expect(await titles(mentee)).toEqual([]);
  expect((await mentee.store.db.orphans.toArray()).map(({ row }) => row)).toMatchObject([
    { title: 'only on two phones' },
  ]);
  await syncAll(mentor, mentee);
  expect(await titles(mentee)).toEqual(['only on two phones']);
  expect(await mentee.store.db.orphans.count()).toBe(0);
});

test('a server that is set up again twice still gets everything, once', async () => {
  const { mentee, mentor, backup, restore } = await openWorld(newId);
  await syncAll(mentee, mentor);
  await backup('monday');
  for (const title of ['a', 'b', 'c']) await addObjective(mentee, title);
  await syncAll(mentee, mentor);
  await restore('monday');
  await syncAll(mentee);
  await addObjective(mentee, 'd');
  await syncAll(mentee, mentor);
  await restore('monday');
  await addObjective(mentee, 'e');
  await syncAll(mentee, mentor);
  for (const phone of [mentee, mentor]) expect(await titles(phone)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('S6: the custody of a photo ends with the other phone that holds it', async () => {
  const { mentee, mentor } = await openWorld(newId);
  const hash = await addReceipt(mentee);
  await syncAll(mentee, mentor);
  const [record] = await mentee.store.db.blobs.toArray();
  expect(record).toMatchObject({ hash, origin: 'captured', state: 'confirmed', sendingAt: expect.any(Number) });
  expect(record?.seenAt).toEqual(expect.any(Number));
  expect(await mentor.store.db.blobs.toArray()).toMatchObject([
    { hash, origin: 'received', reportedAt: expect.any(Number) },
  ]);
});
