import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { runMutation } from '#domain/mutators.ts';
import { pullPageRows } from '#domain/protocol.ts';
import type { BlobStore } from './blobs/blob-port.ts';
import { openFolderBlobs } from './blobs/folder.ts';
import { openS3Blobs, type S3Options } from './blobs/s3.ts';
import { openPostgresStorage } from './db/postgres.ts';
import { openSqliteStorage } from './db/sqlite.ts';
import { type ChangeEvents, createChangeEvents } from './events.ts';
import { openPostgresEvents } from './postgres-events.ts';
import { createRandom } from './random-bytes.ts';
import { Doors } from './rate-limit.ts';
import type { Storage } from './storage.ts';

/** What the server's parts are given; each function asks for the ones it uses. */
export type Services = {
  readonly storage: Storage;
  readonly blobs: BlobStore;
  readonly events: ChangeEvents;
  /** The domain's runner of mutations. */
  readonly run: typeof runMutation;
  readonly clock: () => Date;
  /** How often anybody may ask. */
  readonly doors: Doors;
  readonly random: (size: number) => Uint8Array;
  /** One line for the operator, without personal data. */
  readonly log: (line: string) => void;
  /** The version of this software, as in package.json. */
  readonly version: string;
  /** Rows per page of a pull, unless one version has more. */
  readonly pageRows: number;
};

/** What takes the place of the data folder's parts. */
export type Elsewhere = {
  /** A PostgreSQL database, instead of `carnet.sqlite`. */
  readonly databaseUrl?: string | undefined;
  /** An S3-compatible store, instead of `blobs/`. */
  readonly s3?: S3Options | undefined;
};

/**
 * Opens everything over one data folder: `carnet.sqlite` and `blobs/`, made when missing, migrated when older.
 *
 * @throws when one of them can't be written or the database was written by a newer Carnet
 */
export async function openServices(
  dataDir: string,
  log: (line: string) => void = console.error,
  { databaseUrl, s3 }: Elsewhere = {},
): Promise<Services> {
  await mkdir(dataDir, { recursive: true });
  const clock = () => new Date();
  return {
    storage: databaseUrl
      ? await openPostgresStorage(databaseUrl, clock)
      : await openSqliteStorage(join(dataDir, 'carnet.sqlite'), clock),
    blobs: s3 ? await checked(openS3Blobs(s3)) : await openFolderBlobs(join(dataDir, 'blobs')),
    events: databaseUrl ? await openPostgresEvents(databaseUrl, log) : createChangeEvents(),
    run: runMutation,
    clock,
    doors: new Doors(clock),
    random: createRandom(),
    log,
    version: await readVersion(),
    pageRows: pullPageRows,
  };
}

/** A store that was named wrongly is found at the start, and not by the first receipt. */
async function checked(blobs: BlobStore): Promise<BlobStore> {
  const key = `probe/${randomUUID()}`;
  const bytes = async function* () {
    yield new Uint8Array([1]);
  };
  await blobs.put(key, bytes());
  await blobs.delete(key);
  return blobs;
}

/** Ends event streams, then closes the store; call it after the last request was answered. */
export async function closeServices(services: Services): Promise<void> {
  services.events.close();
  await services.storage.close();
}

/** The version of this software, as in package.json. */
export async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
