import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCarnet } from '../cli/commands.ts';
import { putBlob } from '../seed.ts';
import type { Services } from '../services.ts';
import { createExchange, newId, noteAdd, sendPush, signIn, type TestApp, type TestDevice } from '../test-app.ts';

/** What the tests of backups put into a store: something in every table, and words that are hard to carry. */
export type Filled = { readonly exchangeId: string; readonly device: TestDevice; readonly hashes: readonly string[] };

const words = ['İstanbul, Ґалаґан, ქართული, e\u0301 🙂', '"quotes", \\ and \n lines', 'lone \ud800 half'];

export async function fill(app: TestApp): Promise<Filled> {
  const { services } = app;
  const exchangeId = await createExchange(app);
  const device = await signIn(app, exchangeId);
  const notes = words.map((body, index) => noteAdd(device, index + 1, body));
  // One that is refused, so that the log has a code.
  const refused = { id: newId(), seq: notes.length + 1, name: 'note.vanish', args: { why: words } };
  const sent = await sendPush(app, device, exchangeId, [...notes, refused]);
  if (!sent.ok) throw new Error(await sent.text());
  const hashes = [await addFile(services, exchangeId, 'one'), await addFile(services, exchangeId, 'two')];
  await services.storage.files.addCopies(exchangeId, device.participantId, hashes, services.clock().toISOString());
  const upload = { id: newId(), exchangeId, deviceId: device.id, hash: 'ab'.repeat(32), type: 'image/jpeg' } as const;
  const pieces = [{ name: '0-x', size: 5 }];
  await services.storage.files.addUpload({
    ...upload,
    size: 9,
    received: 5,
    pieces,
    createdAt: '2026-11-23T10:00:00.000Z',
  });
  return { exchangeId, device, hashes };
}

export function addFile(services: Services, exchangeId: string, content: string): Promise<string> {
  return putBlob(services, exchangeId, Buffer.from(`%PDF-1.4 ${content}`), 'application/pdf');
}

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-backup-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a command as an operator does. `data` is the one JSON object that it prints. */
export async function carnet(args: readonly string[], env: Record<string, string> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const surroundings = { env, out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const code = await runCarnet([...args, '--json'], surroundings);
  return { code, data: JSON.parse(out.join('')), err };
}
