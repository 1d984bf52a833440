import { expect, test } from 'vitest';
import { putBlob, seedDeviceId, seedMutations } from '../seed.ts';
import { createExchange, get, newId, openTestApp, post, sendPull, signIn, type TestApp } from '../test-app.ts';
import { trailPage } from '../trail.ts';
import { verify } from '../verify.ts';
import { purgeReceipts } from './purge.ts';

const keep = { years: 4, dryRun: false };
/** The visit of `createExchange` ends on 2026-11-27. */
const lastDayKept = new Date('2030-11-27T23:59:00.000Z');
const dayAfter = new Date('2030-11-28T00:01:00.000Z');

function photo(fill: number): Uint8Array {
  return new Uint8Array([0xff, 0xd8, 0xff, 0xe0, fill, fill]);
}

type Filled = { exchangeId: string; receipt: string; thumb: string; evidence: string; both: string; lost: string };

/** An exchange with a receipt, a photo for the report, one that is both, and one whose row was deleted. */
async function fill(app: TestApp): Promise<Filled> {
  const exchangeId = await createExchange(app);
  const add = (number: number) => putBlob(app.services, exchangeId, photo(number), 'image/jpeg');
  const [receipt, thumb, evidence, both, lost] = [await add(1), await add(2), await add(3), await add(4), await add(5)];
  const who = { participantId: newId(), role: 'mentor' } as const;
  const expenseId = newId();
  const made = { createdBy: who.participantId, createdAt: '2026-11-24T10:00:00.000Z' };
  const file = { type: 'image/jpeg', size: 6, name: '', ...made } as const;
  const addReceipt = (blob: string, small: string | null) => ({
    ...who,
    name: 'receipt.add',
    args: { id: newId(), expenseId, order: 'V', blob, thumb: small, ...file },
  });
  const addEvidence = (blob: string) => ({
    ...who,
    name: 'evidence.add',
    args: { id: newId(), sectionId: null, caption: '', licence: 'CC BY-SA 4.0', blob, thumb: null, ...file },
  });
  const expense = { id: expenseId, day: null, amount: null, currency: null, rate: null, category: null, merchant: '' };
  await seedMutations(app.services, exchangeId, [
    { ...who, name: 'expense.add', args: { ...expense, note: '', paidBy: 'host', deletedAt: null, ...made } },
    addReceipt(receipt, thumb),
    addReceipt(both, null),
    addEvidence(both),
    addEvidence(evidence),
  ]);
  return { exchangeId, receipt, thumb, evidence, both, lost };
}

/** An application whose clock can be set. */
async function openAt(start: Date) {
  let now = start;
  const app = await openTestApp({ clock: () => now });
  return {
    app,
    goTo: (date: Date) => {
      now = date;
    },
    [Symbol.asyncDispose]: app[Symbol.asyncDispose],
  };
}

test('receipts stay until four years after the visit, and are gone on the day after, with everything that only they name', async () => {
  await using opened = await openAt(lastDayKept);
  const { app, goTo } = opened;
  const { exchangeId, receipt, thumb, evidence, both, lost } = await fill(app);
  expect(await purgeReceipts(app.services, keep)).toEqual([]);
  goTo(dayAfter);
  const expected = { exchangeId, topic: 'Edit-a-thons', lastDay: '2026-11-27', files: 3, bytes: 18 };
  expect(await purgeReceipts(app.services, { ...keep, dryRun: true })).toEqual([expected]);
  const held = async () => (await app.services.storage.files.listBlobs(undefined, 100)).map(({ hash }) => hash).sort();
  expect(await held()).toHaveLength(5);
  expect(await purgeReceipts(app.services, keep)).toEqual([expected]);
  expect(await held()).toEqual([evidence, both].sort());
  for (const hash of [receipt, thumb, lost])
    expect(await app.services.blobs.get(`blobs/${exchangeId}/${hash}`)).toBeUndefined();
  const rows = await app.services.storage.read(exchangeId, (reader) => reader.listRows('receipt'));
  expect(rows.map(({ blob }) => blob)).toContain(receipt);
  expect(await purgeReceipts(app.services, keep)).toEqual([]);
});

test('what was purged is on record: in the trail, by its hash, and nothing that verify misses', async () => {
  await using opened = await openAt(dayAfter);
  const { app } = opened;
  const { exchangeId, receipt, thumb, lost } = await fill(app);
  await purgeReceipts(app.services, keep);
  const all = { type: 'trail', exchangeId, before: null, participantId: null, noun: null } as const;
  const { entries, names } = await trailPage(app.services, all);
  expect(entries[0]).toMatchObject({ name: 'files.purge', args: { years: 4, files: 3, bytes: 18 }, code: null });
  expect(names[entries[0]?.participantId ?? '']).toBe('Carnet');
  const listed = await app.services.storage.files.listPurged(exchangeId);
  expect(listed.map(({ hash }) => hash).sort()).toEqual([receipt, thumb, lost].sort());
  for (const file of listed)
    expect(file).toMatchObject({ purgedAt: dayAfter.toISOString(), removedAt: dayAfter.toISOString() });
  expect(await verify(app.services)).toMatchObject({ files: 2, awaited: [], faults: [] });
});

test('a phone that still has them is told so, and can’t bring them back', async () => {
  await using opened = await openAt(dayAfter);
  const { app } = opened;
  const { exchangeId, receipt, evidence } = await fill(app);
  const device = await signIn(app, exchangeId);
  const { cursor } = await (await sendPull(app, device, exchangeId)).json();
  await purgeReceipts(app.services, keep);
  const path = `/api/exchanges/${exchangeId}`;
  const read = await get(app, device.token, `${path}/blobs/${receipt}`);
  expect([read.status, await read.json()]).toEqual([410, { type: 'error', code: 'file_purged' }]);
  expect((await get(app, device.token, `${path}/blobs/${receipt}`, 'HEAD')).status).toBe(410);
  const unknown = 'a'.repeat(64);
  const asked = { type: 'copies', have: [evidence], ask: [receipt, unknown] };
  expect(await (await post(app, device.token, `${path}/copies`, asked)).json()).toMatchObject({
    missing: [unknown],
    purged: [receipt],
  });
  const metadata = { sha256: receipt, exchange: exchangeId, type: 'image/jpeg' };
  const encoded = Object.entries(metadata).map(([key, value]) => `${key} ${btoa(value)}`);
  const begun = await app.fetch('/api/uploads', {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${device.token}`,
      'Tus-Resumable': '1.0.0',
      'Upload-Length': '6',
      'Upload-Metadata': encoded.join(','),
    },
  });
  expect([begun.status, await begun.json()]).toMatchObject([410, { type: 'error', code: 'file_purged' }]);
  // The record has a version of its own: a pull that goes on from before it finds the same history.
  const next = await (await sendPull(app, device, exchangeId, cursor)).json();
  expect(next).toMatchObject({ type: 'pulled', cursor: cursor + 1, changes: [] });
  expect(next).not.toHaveProperty('reset');
  expect(next.devices).toHaveProperty(seedDeviceId);
});

test('bytes that a failing store kept are removed by the next purge', async () => {
  await using opened = await openAt(dayAfter);
  const { app } = opened;
  const { exchangeId, receipt } = await fill(app);
  const blobs = { ...app.services.blobs, delete: () => Promise.reject(new Error('the disk is gone')) };
  await expect(purgeReceipts({ ...app.services, blobs }, keep)).rejects.toThrow('the disk is gone');
  const key = `blobs/${exchangeId}/${receipt}`;
  const before = await app.services.blobs.get(key);
  expect(before).toBeDefined();
  await before?.cancel();
  expect(await purgeReceipts(app.services, keep)).toEqual([]);
  expect(await app.services.blobs.get(key)).toBeUndefined();
  expect(await app.services.storage.files.unremovedBlobs()).toEqual([]);
});
