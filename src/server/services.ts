import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { runMutation } from '#domain/mutators.ts';
import type { BlobStore } from './blobs/blob-port.ts';
import { openFolderBlobs } from './blobs/folder.ts';
import { openSqliteStorage } from './db/sqlite.ts';
import { type ChangeEvents, createChangeEvents } from './events.ts';
import type { Storage } from './storage.ts';

/** What the server's parts are given; each function asks for the ones it uses. */
export type Services = {
  readonly storage: Storage;
  readonly blobs: BlobStore;
  readonly events: ChangeEvents;
  /** The domain's runner of mutations. */
  readonly run: typeof runMutation;
  readonly clock: () => Date;
  readonly random: (size: number) => Uint8Array;
  /** One line for the operator, without personal data. */
  readonly log: (line: string) => void;
  /** The version of this software, as in package.json. */
  readonly version: string;
};

/**
 * Opens everything over one data folder: `carnet.sqlite` and `blobs/`, made when missing, migrated when older.
 * @throws when the folder can't be written or the database was written by a newer Carnet
 */
export async function openServices(dataDir: string, log: (line: string) => void = console.error): Promise<Services> {
  await mkdir(dataDir, { recursive: true });
  const clock = () => new Date();
  return {
    storage: await openSqliteStorage(join(dataDir, 'carnet.sqlite'), clock),
    blobs: await openFolderBlobs(join(dataDir, 'blobs')),
    events: createChangeEvents(),
    run: runMutation,
    clock,
    random: (size) => randomBytes(size),
    log,
    version: await readVersion(),
  };
}

/** Ends event streams, then closes the store; call it after the last request was answered. */
export async function closeServices(services: Services): Promise<void> {
  services.events.close();
  await services.storage.close();
}

async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
