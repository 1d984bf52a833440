import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { photoName } from '#domain/copy.ts';
import { readZip, readZipEntry } from '#domain/zip/read.ts';
import { blobKey } from '../blobs/blob-port.ts';
import { withCopyFile } from '../restore-file.ts';
import { createExchange, newId, noteAdd, openTestApp, sendPull, sendPush, signIn, type TestApp } from '../test-app.ts';
import { addFile, carnet, newFolder } from './filled-store.ts';

async function running() {
  const app = await openTestApp({}, join(await newFolder(), 'data'));
  const exchangeId = await createExchange(app);
  const mentee = await signIn(app, exchangeId);
  const hub = await signIn(app, null, 'hub');
  const person = { id: mentee.participantId, name: 'Олена', role: 'mentee', community: '', username: '', lead: true };
  await sendPush(app, hub, exchangeId, [{ id: newId(), seq: 1, name: 'participant.add', args: person }]);
  await sendPush(app, mentee, exchangeId, [noteAdd(mentee, 1, 'What we agreed'), noteAdd(mentee, 2)]);
  const hash = await addFile(app.services, exchangeId, 'bill');
  return { app, exchangeId, mentee, hash, file: join(await newFolder(), 'exchange.zip') };
}

/** What every phone is brought, whatever version it came in. */
async function rowsOf(app: TestApp, device: Awaited<ReturnType<typeof signIn>>, exchangeId: string) {
  const { changes } = await (await sendPull(app, device, exchangeId)).json();
  return changes.sort((a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1));
}

test('an exported exchange, restored into an empty server, brings the same rows and files', async () => {
  const { app, exchangeId, mentee, hash, file } = await running();
  await using _ = app;
  const exported = await carnet(['export', exchangeId, file, '--data', app.dataDir]);
  expect(exported).toMatchObject({ code: 0, data: { topic: 'Edit-a-thons', rows: 4, files: 1, unreadable: [] } });
  const target = join(await newFolder(), 'data');
  expect((await carnet(['restore', file, '--data', target])).code).toBe(0);
  await using restored = await openTestApp({}, target);
  const phone = await signIn(restored, exchangeId);
  expect(await rowsOf(restored, phone, exchangeId)).toEqual(await rowsOf(app, mentee, exchangeId));
  expect(await restored.services.storage.files.findBlob(exchangeId, hash)).toMatchObject({ type: 'application/pdf' });
  const lastSeqs = await restored.services.storage.read(exchangeId, (reader) => reader.lastSeqs());
  expect(lastSeqs[mentee.id]).toBe(2);
});

test('it reads without Carnet, and is in the name of whom it was asked for', async () => {
  const { app, exchangeId, mentee, hash, file } = await running();
  await using _ = app;
  expect((await carnet(['export', exchangeId, file, '--as', 'Олена', '--data', app.dataDir])).code).toBe(0);
  await withCopyFile(file, async ({ data, readPhoto }) => {
    expect(data).toMatchObject({ participant: { id: mentee.participantId, role: 'mentee' }, exchangeId });
    const bytes = await readPhoto({ hash, type: 'application/pdf' });
    expect(new TextDecoder().decode(bytes)).toBe('%PDF-1.4 bill');
  });
  const texts = await textsIn(file);
  expect(Object.keys(texts)).toEqual([photoName({ hash, type: 'application/pdf' }), 'carnet.json', 'README.txt', 'report.md', 'expenses.csv']); // biome-ignore format: the whole list
  expect(texts['report.md']).toContain('Олена');
  expect(texts['report.md']).toContain('What we agreed');
});

async function textsIn(path: string): Promise<Record<string, string>> {
  const bytes = await readFile(path);
  const source = {
    size: bytes.byteLength,
    read: async (from: number, to: number) => new Uint8Array(bytes.subarray(from, to)),
    inflate: () => Promise.reject(new Error('nothing is deflated')),
    decode: (part: Uint8Array) => new TextDecoder().decode(part),
  };
  const texts: Record<string, string> = {};
  for (const entry of await readZip(source)) {
    texts[entry.name] = new TextDecoder().decode(await readZipEntry(source, entry, 2 ** 20));
  }
  return texts;
}

test('a missing file is named and stops nothing; a missing exchange leaves no file', async () => {
  const { app, exchangeId, hash, file } = await running();
  await using _ = app;
  const none = await carnet(['export', newId(), file, '--data', app.dataDir]);
  expect(none).toMatchObject({ code: 1, data: { error: expect.stringContaining('There is no exchange') } });
  expect(existsSync(file)).toBe(false);
  await rm(join(app.dataDir, 'blobs', blobKey(exchangeId, hash)));
  const exported = await carnet(['export', exchangeId, file, '--data', app.dataDir]);
  expect(exported).toMatchObject({ code: 3, data: { files: 0, unreadable: [hash] } });
  await withCopyFile(file, async ({ data }) => expect(data.unreadable).toEqual([hash]));
});
