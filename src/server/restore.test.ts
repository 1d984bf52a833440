import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type CopyData, copyHead, dataName, photoName } from '#domain/copy.ts';
import { createZipWriter } from '#domain/zip/write.ts';
import { exchangeId, instant, people, sampleExchange, sampleObjective } from '#tests/fixtures.ts';
import { newId, newSecret, openTestApp, redeem, sendPull } from './test-app.ts';

// Each starts a process or two, and this may be the slowest machine.
vi.setConfig({ testTimeout: 60_000 });

const deviceId = newId();
const photo = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const photoFile = { hash: createHash('sha256').update(photo).digest('hex'), type: 'image/jpeg' } as const;
const objective = sampleObjective(newId());
const objectiveRow = { kind: 'objective', id: objective.id, row: objective };

const person = (id: string, name: string, role: 'mentee' | 'mentor' | 'hub') => {
  return { kind: 'participant', id, row: { id, name, role, community: '', username: '', lead: true } };
};

/** What a phone exports; the tests of the phone and of the way from one to the other are elsewhere. */
function sampleData(): CopyData {
  const custody = {
    state: 'confirmed',
    origin: 'captured',
    storedAt: 1,
    sendingAt: 2,
    confirmedAt: 3,
    seenAt: null,
  } as const;
  return {
    ...copyHead,
    app: '1.0.0',
    protocol: 1,
    exportedAt: instant,
    participant: { id: people.mentor, name: 'Kateřina', role: 'mentor' },
    deviceId,
    exchangeId,
    exchanges: [
      {
        exchangeId,
        topic: sampleExchange.topic,
        replica: {
          cursor: 40,
          cursorId: newId(),
          devices: { [deviceId]: 12 },
          lastSeq: 13,
          ackedSeq: 12,
          downloadedAt: 1,
        },
        rows: [
          { kind: 'exchange', id: exchangeId, row: sampleExchange },
          objectiveRow,
          person(people.mentor, 'Kateřina', 'mentor'),
          person(people.mentee, 'Ілінка', 'mentee'),
          person(people.hub, 'Zsófia', 'hub'),
        ],
        held: [],
        orphans: [],
        outbox: [{ seq: 13, id: newId(), name: 'note.add', args: {}, queuedAt: 1, sentAt: null }],
        journal: [],
        rejections: [],
        files: [{ ...photoFile, size: photo.byteLength, ...custody }],
      },
    ],
    drafts: [],
    unreadable: [],
  };
}

function zipOf(data: CopyData, bytes = photo): Uint8Array<ArrayBuffer> {
  const zip = createZipWriter(0);
  const json = new TextEncoder().encode(JSON.stringify(data));
  const name = photoName(photoFile);
  return new Uint8Array(Buffer.concat([zip.header(name, bytes), bytes, zip.header(dataName, json), json, zip.end()]));
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-restore-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

type Ended = { code: number; out: string; err: string; dataDir: string };

/** Runs the command as npm does, over a folder of its own unless one is given. */
async function restore(file: Uint8Array | string | null, dataDir?: string): Promise<Ended> {
  const folder = await newFolder();
  const data = dataDir ?? join(folder, 'data');
  const path = typeof file === 'string' ? file : join(folder, 'copy.zip');
  if (file instanceof Uint8Array) await writeFile(path, file);
  const args = [join(import.meta.dirname, 'restore.ts'), ...(file === null ? [] : [path]), '--data', data];
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const env = { PATH, NODE_COMPILE_CACHE, ORIGIN: 'https://carnet.example' };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env }, (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), out, err, dataDir: data });
    });
  });
}

const secretOf = (out: string, who: string) => new RegExp(`^${who}: https://carnet\\.example/join#(.+)$`, 'm').exec(out)?.[1] ?? ''; // biome-ignore format: one pattern

test('an empty server gets the exchange of a copy, and everybody in it a link by which to go on', async () => {
  const { code, out, err, dataDir } = await restore(zipOf(sampleData()));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(`restored: “${sampleExchange.topic}”, 5 rows, 1 files`);
  expect(out).toContain('not yet sent when the copy was made: 1 changes');
  await using app = await openTestApp({}, dataDir);
  // The phone that was there before, with its own id.
  const phone = { id: deviceId, token: newSecret(), participantId: people.mentor };
  expect((await redeem(app, secretOf(out, 'mentor Kateřina'), phone)).status).toBe(200);
  const pulled = await (await sendPull(app, phone, exchangeId)).json();
  expect(pulled).toMatchObject({ cursor: 41, lastSeq: 12, devices: { [deviceId]: 12 }, more: false });
  expect(pulled.cursorId).not.toBeNull();
  expect(pulled.changes).toContainEqual(objectiveRow);
  const held = await app.fetch(`/api/exchanges/${exchangeId}/blobs/${photoFile.hash}`, {
    headers: { Authorization: `Bearer ${phone.token}` },
  });
  expect(new Uint8Array(await held.arrayBuffer())).toEqual(photo);
  const hub = { id: newId(), token: newSecret() };
  expect(await (await redeem(app, secretOf(out, 'hub Zsófia'), hub)).json()).toMatchObject({
    role: 'hub',
    exchange: null,
  });
});

test('an exchange that is there already is left as it is', async () => {
  const { dataDir } = await restore(zipOf(sampleData()));
  const changed = sampleData();
  changed.exchanges[0]?.rows.splice(1, 1, { ...objectiveRow, row: { ...objective, title: 'from another time' } });
  const { code, out, err } = await restore(zipOf(changed), dataDir);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/already on this server/);
  await using app = await openTestApp({}, dataDir);
  const rows = await app.services.storage.read(exchangeId, (reader) => reader.changedSince(0, 10));
  expect(rows.find(({ id }) => id === objective.id)?.row).toEqual(objective);
});

test('a row that this version can’t read is kept as it came and named, a damaged photo is named and not kept', async () => {
  const data = sampleData();
  const odd = { kind: 'idea', id: newId(), row: { words: 'of a newer version' } };
  data.exchanges[0]?.held.push(odd);
  const { code, out, dataDir } = await restore(zipOf(data, new Uint8Array([0xff, 0xd8, 0xff, 9])));
  expect(code).toBe(0);
  expect(out).toContain(`idea/${odd.id}`);
  expect(out).toMatch(new RegExp(`missing or damaged .*${photoFile.hash}`));
  await using app = await openTestApp({}, dataDir);
  const rows = await app.services.storage.read(exchangeId, (reader) => reader.changedSince(0, 10));
  expect(rows.find(({ id }) => id === odd.id)).toMatchObject({ kind: 'idea', row: odd.row });
  expect(await app.services.storage.files.findBlob(exchangeId, photoFile.hash)).toBeUndefined();
});

test.each([
  ['no file at all', null, 2, /npm run restore -- \(FILE\.zip \| BACKUP\)/],
  ['a file that is not there', '/nowhere/copy.zip', 1, /There is no file \/nowhere\/copy\.zip\./],
  ['a file that is no ZIP', Buffer.from('%PDF-1.7'), 1, /not a copy that Carnet has made/],
  ['a ZIP that was cut off', zipOf(sampleData()).slice(0, 900), 1, /damaged or not complete/],
  ['a copy of a newer version', zipOf({ ...sampleData(), version: 3 as 2 }), 1, /newer Carnet/],
  ['a copy without an exchange', zipOf({ ...sampleData(), exchanges: [] }), 1, /holds no exchange/],
])('%s is refused in a sentence, and makes no database', async (_, file, exit, words) => {
  const { code, out, err, dataDir } = await restore(file);
  expect({ code, out }).toEqual({ code: exit, out: '' });
  expect(err.trimEnd()).toMatch(words);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  expect(existsSync(dataDir)).toBe(false);
});
