import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { textOf } from '#domain/text.ts';
import { blobKey } from '#server/blobs/blob-port.ts';
import { closeServices, openServices, type Services } from '#server/services.ts';
import type { Device } from './device.ts';
import type { Ledger } from './ledger.ts';

export type Findings = { lost: string[]; doubled: string[]; broken: string[]; notes: string[] };

export type Rows = Map<string, Record<string, unknown>>;

/**
 * Looks for everything that was entered: in the server's log, in its rows, in its folder, and on each device.
 * The server must not run: this opens its data as the next start would.
 */
export async function compareAll(dataDir: string, devices: readonly Device[], ledger: Ledger): Promise<Findings> {
  const found: Findings = { lost: [], doubled: [], broken: checkDatabase(dataDir), notes: [] };
  const services = await openServices(dataDir, () => {});
  try {
    const [first] = devices;
    if (!first) throw new Error('nobody to compare with');
    const { exchangeId } = first.store.context;
    for (const device of devices) await checkLog(services, device, found);
    const changes = await services.storage.read(exchangeId, (reader) => reader.changedSince(0, 1_000_000));
    const onServer: Rows = new Map(changes.flatMap(({ kind, id, row }) => (row ? [[`${kind}/${id}`, row]] : [])));
    checkPlace('the server', onServer, ledger, found);
    for (const device of devices) {
      const rows = await rowsOn(device);
      checkPlace(device.name, rows, ledger, found);
      checkSame(device.name, rows, onServer, found);
      await checkPhotosOn(device, ledger, found);
    }
    for (const hash of ledger.photos) {
      const actual = await hashOnServer(services, exchangeId, hash);
      if (actual !== hash) found.lost.push(`the server: photo ${hash} is ${actual}`);
    }
    found.notes.push(...(await leftovers(dataDir)));
    return found;
  } finally {
    await closeServices(services);
  }
}

function checkDatabase(dataDir: string): string[] {
  const database = new DatabaseSync(join(dataDir, 'carnet.sqlite'));
  const faults = database
    .prepare('PRAGMA integrity_check')
    .all()
    .map(({ integrity_check }) => String(integrity_check));
  database.close();
  return faults.filter((fault) => fault !== 'ok').map((fault) => `the server's database: ${fault}`);
}

/** S2: each mutation that a device has committed is in the server's log under exactly one number, and accepted. */
async function checkLog({ storage }: Services, device: Device, found: Findings): Promise<void> {
  const { deviceId, name, store, queued } = device;
  const [ids, rejected] = await storage.read(store.context.exchangeId, async (reader) => [
    [...(await reader.mutationIds(deviceId, 1, await reader.lastSeq(deviceId))).values()],
    await reader.rejectedSince(deviceId, 0),
  ]);
  const times = Map.groupBy(ids, (id) => id);
  for (const id of queued) if (!times.has(id)) found.lost.push(`the server's log: mutation ${id} of the ${name}`);
  for (const [id, { length }] of times)
    if (length > 1) found.doubled.push(`the server's log: mutation ${id} of the ${name}`);
  for (const { seq, code } of rejected) found.broken.push(`mutation ${seq} of the ${name} was refused: ${code}`);
}

/** What of a device's own is not on it: nothing may ever be missing there, whatever has happened to the server. */
export async function missingOn(device: Device, ledger: Ledger): Promise<string[]> {
  const found: Findings = { lost: [], doubled: [], broken: [], notes: [] };
  checkPlace(device.name, await rowsOn(device), ledger, found);
  await checkPhotosOn(device, ledger, found);
  return [...found.lost, ...found.doubled];
}

async function rowsOn({ store }: Device): Promise<Rows> {
  return new Map((await store.db.rows.toArray()).map(({ kind, id, row }) => [`${kind}/${id}`, row]));
}

export function checkPlace(place: string, rows: Rows, ledger: Ledger, found: Findings): void {
  for (const [key, fields] of ledger.rows) {
    const row = rows.get(key);
    const differs = Object.entries(fields).some(([field, value]) => row?.[field] !== value);
    if (!row || differs) found.lost.push(`${place}: ${key}${row ? ' reads otherwise' : ''}`);
  }
  const texts = new Map(
    Array.from(new Set(ledger.paragraphs.map(({ textId }) => textId)), (textId) => [textId, wordsIn(rows, textId)]),
  );
  for (const { textId, word } of ledger.paragraphs) {
    const times = (texts.get(textId) ?? '').split(word).length - 1;
    if (times === 0) found.lost.push(`${place}: paragraph ${word}`);
    if (times > 1) found.doubled.push(`${place}: paragraph ${word}, ${times} times`);
  }
}

function wordsIn(rows: Rows, textId: string): string {
  const updates = [...rows].filter(([key, row]) => key.startsWith('textUpdate/') && row.textId === textId);
  return textOf(updates.map(([, { update }]) => String(update)));
}

function checkSame(place: string, rows: Rows, onServer: Rows, found: Findings): void {
  for (const [key, row] of onServer) {
    const here = rows.get(key);
    if (!here) found.lost.push(`${place}: ${key} is on the server only`);
    else if (sorted(here) !== sorted(row))
      found.lost.push(`${place}: ${key} reads otherwise than on the server, ${differing(here, row).join(', ')}`);
  }
  for (const key of rows.keys()) if (!onServer.has(key)) found.doubled.push(`${place}: ${key} is on no server`);
}

function differing(here: Record<string, unknown>, there: Record<string, unknown>): string[] {
  const fields = new Set([...Object.keys(here), ...Object.keys(there)]);
  return [...fields].filter((field) => JSON.stringify(here[field]) !== JSON.stringify(there[field]));
}

function sorted(row: Record<string, unknown>): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function checkPhotosOn({ name, store }: Device, ledger: Ledger, found: Findings): Promise<void> {
  for (const hash of ledger.photos) {
    const stored = await store.db.blobBytes.get(hash);
    const actual = stored ? sha256(new Uint8Array(stored.bytes)) : 'missing';
    if (actual !== hash) found.lost.push(`${name}: photo ${hash} is ${actual}`);
  }
}

async function hashOnServer({ storage, blobs }: Services, exchangeId: string, hash: string): Promise<string> {
  if (!(await storage.files.findBlob(exchangeId, hash))) return 'not verified';
  const stream = await blobs.get(blobKey(exchangeId, hash));
  return stream ? sha256(await new Response(stream).bytes()) : 'missing';
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What a fault has left lying about on the server: not a loss, but room on its disk. */
async function leftovers(dataDir: string): Promise<string[]> {
  const sizes = new Map<string, number[]>();
  for (const folder of ['incoming', 'pieces']) {
    const path = join(dataDir, 'blobs', folder);
    const names = await readdir(path).catch(() => []);
    sizes.set(folder, await Promise.all(names.map(async (name) => (await stat(join(path, name))).size)));
  }
  return [...sizes].map(
    ([folder, each]) =>
      `${each.length} files (${each.reduce((sum, size) => sum + size, 0)} bytes) are left in blobs/${folder}.`,
  );
}
