import 'fake-indexeddb/auto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bytesToBase64 } from '#domain/base64.ts';
import { invitationSchema } from '#domain/protocol.ts';
import { openText, textField, textOf } from '#domain/text.ts';
import { createApp } from '#server/app.ts';
import { createInvitation } from '#server/invitations.ts';
import { seedMutations } from '#server/seed.ts';
import { closeServices, openServices, type Services } from '#server/services.ts';
import { storeBytes } from '#store/blobs.ts';
import { CarnetDb } from '#store/db.ts';
import { listTextUpdates } from '#store/queries/report.ts';
import { listRows } from '#store/queries/rows.ts';
import { getSyncState, listRejections } from '#store/queries/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import { appendText } from '#store/text.ts';
import { createSyncLoop } from '#sync/loop.ts';
import { createTransport, type Fetch, parseAnswer, requestJson } from '#sync/transport.ts';
import { idMaker, sampleExchange, sampleExpense, sampleObjective, sampleReceipt, sampleSection } from '../fixtures.ts';

const origin = 'http://localhost:8787';
const newId = idMaker(0x41);

type Role = 'mentee' | 'mentor';
type Phone = { store: Store; sync(): Promise<void> };

/** A real server on a folder that can be copied and put back, and two phones that reach it. */
async function openWorld() {
  const home = await mkdtemp(join(tmpdir(), 'carnet-history-'));
  const data = join(home, 'data');
  const exchangeId = newId();
  let services = await openServices(data, () => {});
  let server = createApp(services);
  const fetch: Fetch = async (request) => server.fetch(request);
  const hub = { participantId: newId(), role: 'hub', name: 'exchange.create' } as const;
  await seedMutations(services, exchangeId, [{ ...hub, args: { ...sampleExchange, id: exchangeId } }]);
  const mentee = await openPhone(services, fetch, exchangeId, 'mentee');
  const mentor = await openPhone(services, fetch, exchangeId, 'mentor');

  async function turnOff(work: () => Promise<void>): Promise<void> {
    await closeServices(services);
    await work();
    services = await openServices(data, () => {});
    server = createApp(services);
  }
  const phones = [mentee, mentor];
  onTestFinished(async () => {
    for (const { store } of phones) await store.db.delete();
    await closeServices(services);
    await rm(home, { recursive: true });
  });
  return {
    mentee,
    mentor,
    files: () => services.storage.files,
    exchangeId,
    /** Somebody else of a side. */
    async another(role: Role): Promise<Phone> {
      const phone = await openPhone(services, fetch, exchangeId, role);
      phones.push(phone);
      return phone;
    },
    /** Writes of the Hub's, which no phone brings back. */
    seed: (calls: Parameters<typeof seedMutations>[2]) => seedMutations(services, exchangeId, calls),
    backup: (name: string) => turnOff(() => cp(data, join(home, name), { recursive: true })),
    async restore(name: string) {
      await turnOff(async () => {
        await rm(data, { recursive: true });
        await cp(join(home, name), data, { recursive: true });
      });
    },
  };
}

async function openPhone(services: Services, fetch: Fetch, exchangeId: string, role: Role): Promise<Phone> {
  const participantId = newId();
  const { secret } = await createInvitation(services, origin, { participantId, name: role, exchangeId, role });
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  const body = { type: 'redeem', secret, deviceId: newId(), deviceName: 'a phone', token };
  await parseAnswer(await requestJson(fetch, origin, '/api/invitations/redeem', body), invitationSchema);
  let clock = 1_790_000_000_000;
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const device = { now: () => ++clock, fillRandom };
  const store = openStore({ exchangeId, participantId, role }, device, new CarnetDb(newId()));
  const loop = createSyncLoop({
    store,
    transport: createTransport({ fetch, origin, token }),
    app: 'test',
    exclusively: (work) => work(),
    after: () => () => {},
    random: () => 0.5,
    connection: () => 'unknown',
  });
  return { store, sync: () => loop.runNow() };
}

async function syncAll(...phones: Phone[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) for (const phone of phones) await phone.sync();
}

async function addObjective({ store }: Phone, title: string): Promise<string> {
  const objective = sampleObjective(store.newId(), title);
  expect(await store.mutate('objective.add', objective)).toBeUndefined();
  return objective.id;
}

/** Types at the end of a joint text, after what is there already. */
async function write({ store }: Phone, textId: string, words: string): Promise<void> {
  const doc = openText(await listTextUpdates(store, textId));
  const typed = new Promise<Uint8Array>((resolve) => doc.once('update', resolve));
  doc.getText(textField).insert(doc.getText(textField).length, words);
  expect(await appendText(store, textId, bytesToBase64(await typed))).toBeUndefined();
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
  const { mentee, mentor, backup, restore, files, exchangeId } = await openWorld();
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
  const { mentee, mentor, backup, restore } = await openWorld();
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
  const { mentee, mentor, backup, restore } = await openWorld();
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
  const { mentee, mentor, another, backup, restore } = await openWorld();
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
  const { mentee, mentor, seed, backup, restore } = await openWorld();
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
  const { mentee, mentor, backup, restore } = await openWorld();
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
  const { mentee, mentor, backup, restore } = await openWorld();
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
  const { mentee, mentor } = await openWorld();
  const hash = await addReceipt(mentee);
  await syncAll(mentee, mentor);
  const [record] = await mentee.store.db.blobs.toArray();
  expect(record).toMatchObject({ hash, origin: 'captured', state: 'confirmed', sendingAt: expect.any(Number) });
  expect(record?.seenAt).toEqual(expect.any(Number));
  expect(await mentor.store.db.blobs.toArray()).toMatchObject([
    { hash, origin: 'received', reportedAt: expect.any(Number) },
  ]);
});
