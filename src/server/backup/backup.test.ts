import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { blobKey } from '../blobs/blob-port.ts';
import { get, noteAdd, openTestApp, sendPull, sendPush } from '../test-app.ts';
import { addFile, carnet, fill, newFolder } from './filled-store.ts';

/** A server that runs over a folder, and an empty place beside it. */
async function running() {
  const app = await openTestApp({}, join(await newFolder(), 'data'));
  return { app, dataDir: app.dataDir, backup: join(await newFolder(), 'backup'), filled: await fill(app) };
}

const blobPath = (folder: string, exchangeId: string, hash: string) => join(folder, 'blobs', blobKey(exchangeId, hash));

test('a backup of a running server, restored elsewhere, serves the same phones, rows and files', async () => {
  const { app, dataDir, backup, filled } = await running();
  const { exchangeId, device, hashes } = filled;
  await using _ = app;
  const made = await carnet(['backup', backup, '--data', dataDir]);
  expect(made).toMatchObject({ code: 0, data: { ok: true, exchanges: 1, files: 2, newFiles: 2, lost: [] } });
  const pulled = await (await sendPull(app, device, exchangeId)).json();

  const elsewhere = join(await newFolder(), 'data');
  expect(await carnet(['restore', backup, '--data', elsewhere])).toMatchObject({
    code: 0,
    data: { exchanges: 1, files: 2 },
  });
  expect(await carnet(['verify', '--data', elsewhere])).toMatchObject({ code: 0, data: { files: 2, faults: [] } });
  await using restored = await openTestApp({}, elsewhere);
  expect(await (await sendPull(restored, device, exchangeId)).json()).toEqual(pulled);
  for (const hash of hashes) {
    const blob = await get(restored, device.token, `/api/exchanges/${exchangeId}/blobs/${hash}`);
    expect(await blob.text()).toMatch(/^%PDF-1\.4 (one|two)$/);
  }
  // The phone goes on with its numbers.
  const next = await sendPush(restored, device, exchangeId, [noteAdd(device, 5)]);
  expect(await next.json()).toEqual({ type: 'pushed', lastSeq: 5 });
});

test('a server can be started on the backup itself', async () => {
  const { app, dataDir, backup, filled } = await running();
  await using _ = app;
  await carnet(['backup', backup, '--data', dataDir]);
  await using started = await openTestApp({}, backup);
  expect((await sendPull(started, filled.device, filled.exchangeId)).status).toBe(200);
});

test('a backup while phones write is of one moment: every row is of a version that was reached', async () => {
  const { app, dataDir, backup, filled } = await running();
  await using _ = app;
  let seq = 4;
  const ended = new AbortController();
  const write = async () => {
    for (; !ended.signal.aborted; seq += 1) {
      await sendPush(app, filled.device, filled.exchangeId, [noteAdd(filled.device, seq + 1)]);
      // Without a socket between them nothing else would get a turn.
      await nextTurn();
    }
  };
  const writing = write();
  try {
    for (let round = 0; round < 3; round += 1) {
      const before = seq;
      expect((await carnet(['backup', backup, '--data', dataDir])).code).toBe(0);
      expect(await carnet(['verify', '--data', backup])).toMatchObject({ code: 0, data: { faults: [] } });
      const file = new DatabaseSync(join(backup, 'carnet.sqlite'), { readOnly: true });
      const kept = file.prepare('select last_seq from replicas where device_id = ?').get(filled.device.id);
      file.close();
      expect(Number(kept?.last_seq)).toBeGreaterThanOrEqual(before);
    }
  } finally {
    ended.abort();
    await writing;
  }
  expect(seq).toBeGreaterThan(10);
});

test('into the folder of an earlier backup only the new files are copied', async () => {
  const { app, dataDir, backup, filled } = await running();
  await using _ = app;
  await carnet(['backup', backup, '--data', dataDir]);
  await addFile(app.services, filled.exchangeId, 'three');
  const again = await carnet(['backup', backup, '--data', dataDir]);
  expect(again.data).toMatchObject({ ok: true, files: 3, newFiles: 1 });
  expect((await readdir(backup)).sort()).toEqual(['backup.json', 'blobs', 'carnet.sqlite']);
});

test('a file that is missing or damaged is named by the backup and by verify, which end with 3', async () => {
  const { app, dataDir, backup, filled } = await running();
  await using _ = app;
  const { exchangeId, hashes } = filled;
  const [one = '', two = ''] = hashes;
  await rm(blobPath(dataDir, exchangeId, one));
  await appendFile(blobPath(dataDir, exchangeId, two), '!');
  const made = await carnet(['backup', backup, '--data', dataDir]);
  expect(made).toMatchObject({ code: 3, data: { ok: false, files: 0 } });
  expect(made.data.lost.sort()).toEqual([`${exchangeId}/${one}`, `${exchangeId}/${two}`].sort());
  const verified = await carnet(['verify', '--data', dataDir]);
  expect(verified.code).toBe(3);
  expect(verified.data.faults.sort()).toEqual(
    [`file ${exchangeId}/${one} is missing`, `file ${exchangeId}/${two} is not what its name promises`].sort(),
  );
});

test('verify finds rows beyond the version of their exchange and writes that are not counted, and is quiet about what phones still hold', async () => {
  const { app, dataDir, filled } = await running();
  await using _ = app;
  const { exchangeId, device } = filled;
  const receipt = { id: device.id, expenseId: device.id, order: 'V', blob: 'cd'.repeat(32), thumb: null, type: 'image/jpeg', size: 4, name: 'r.jpg', createdBy: device.participantId, createdAt: '2026-11-23T10:00:00.000Z' } as const; // biome-ignore format: one row
  await app.services.storage.write(exchangeId, (writer) => writer.txAt(1).put('receipt', receipt));
  const sound = await carnet(['verify', '--data', dataDir]);
  expect(sound).toMatchObject({ code: 0, data: { awaited: [`${exchangeId}/${receipt.blob}`], faults: [] } });
  const file = new DatabaseSync(join(dataDir, 'carnet.sqlite'));
  file.exec(`update rows set version = 99 where kind = 'note'; delete from replicas where device_id = '${device.id}'`);
  file.close();
  const { data } = await carnet(['verify', '--data', dataDir]);
  expect(data.faults).toEqual([
    `exchange ${exchangeId}: 3 rows are of a version that it has not reached`,
    `exchange ${exchangeId}: 4 writes in the log are not counted for their device`,
  ]);
});

test('a backup is refused into a folder of something else, and from a folder without a database', async () => {
  const { app, dataDir } = await running();
  await using _ = app;
  const other = await newFolder();
  await writeFile(join(other, 'thesis.txt'), 'mine');
  expect(await carnet(['backup', other, '--data', dataDir])).toMatchObject({
    code: 1,
    data: { ok: false, error: expect.stringContaining('holds something else than a backup') },
  });
  expect(await readdir(other)).toEqual(['thesis.txt']);
  const nothing = await carnet(['backup', join(other, 'backup'), '--data', join(other, 'none')]);
  expect(nothing).toMatchObject({ code: 1, data: { error: expect.stringContaining('There is no database') } });
});

test('a backup that was cut off or changed is not restored, and nothing takes the place of a store in use', async () => {
  const { app, dataDir, backup } = await running();
  await using _ = app;
  await carnet(['backup', backup, '--data', dataDir]);
  expect(await carnet(['restore', backup, '--data', dataDir])).toMatchObject({
    code: 1,
    data: { error: expect.stringContaining('is there already') },
  });
  const target = join(await newFolder(), 'data');
  await appendFile(join(backup, 'carnet.sqlite'), 'x');
  expect(await carnet(['restore', backup, '--data', target])).toMatchObject({
    code: 1,
    data: { error: expect.stringContaining('not the one that was backed up') },
  });
  await rm(join(backup, 'backup.json'));
  expect((await carnet(['restore', backup, '--data', target])).data.error).toMatch(/cut off/);
  expect(existsSync(target)).toBe(false);
});

test('a backup that was cut off before its end leaves the earlier one whole, and can be made again', async () => {
  const { app, dataDir, backup } = await running();
  await using _ = app;
  await carnet(['backup', backup, '--data', dataDir]);
  const before = await readFile(join(backup, 'backup.json'), 'utf8');
  // As a process leaves it that dies before its last steps.
  await writeFile(join(backup, 'carnet.sqlite.new'), 'half a data');
  await mkdir(join(backup, 'blobs/incoming'), { recursive: true });
  await writeFile(join(backup, 'blobs/incoming/half'), '%PDF');
  const target = join(await newFolder(), 'data');
  expect((await carnet(['restore', backup, '--data', target])).code).toBe(0);
  expect(await readFile(join(backup, 'backup.json'), 'utf8')).toBe(before);
  expect((await carnet(['backup', backup, '--data', dataDir])).code).toBe(0);
  expect((await carnet(['verify', '--data', backup])).code).toBe(0);
});
