import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { BlobStore } from '../blobs/blob-port.ts';
import { blobKey } from '../blobs/blob-port.ts';
import { openFolderBlobs } from '../blobs/folder.ts';
import { openSqliteStorage } from '../db/sqlite.ts';
import type { StoredBlob } from '../storage.ts';
import { type CopiedBlobs, copyBlobs } from './copy-blobs.ts';
import { copyFromPostgres } from './postgres-snapshot.ts';
import { copySqlite, removeSqlite } from './sqlite-snapshot.ts';

/**
 * A backup is a data folder: `carnet.sqlite` and `blobs/`, whatever it was made from, so that a server can be started
 * on it as it is. `backup.json`, written last, says that it is whole, and of which database.
 */
export const manifestName = 'backup.json';
export const databaseName = 'carnet.sqlite';

const manifestSchema = z.object({
  format: z.literal('carnet-backup'),
  version: z.literal(1),
  /** The version of Carnet that made it. */
  carnet: z.string(),
  /** ISO 8601, UTC. */
  madeAt: z.string(),
  from: z.enum(['sqlite', 'postgres']),
  /** SHA-256 of the database file. */
  database: z.string(),
  exchanges: z.int(),
  files: z.int(),
  /** Of all files. */
  bytes: z.int(),
  /** Files that the database names and the store did not have, or had damaged, as `exchange/hash`. */
  lost: z.array(z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;

export type BackupSource = {
  /** The path of a SQLite database, or the address of a PostgreSQL one. */
  readonly database: { readonly sqlite: string } | { readonly postgres: string };
  readonly blobs: BlobStore;
};

export type BackedUp = { readonly manifest: Manifest; readonly blobs: CopiedBlobs };

/**
 * Backs a running server up into a folder: first the database at one moment, then the files that it names, which
 * nothing changes any more. Into the folder of an earlier backup only the new files are copied, and until the end the
 * earlier one stays whole.
 *
 * @throws Error in words when the folder holds something else, or the database is of another version
 */
export async function backUp(
  { database, blobs }: BackupSource,
  folder: string,
  { now, carnet }: { now: Date; carnet: string },
): Promise<BackedUp> {
  await assertUsable(folder);
  await mkdir(folder, { recursive: true });
  const fresh = join(folder, `${databaseName}.new`);
  if ('sqlite' in database) await copySqlite(database.sqlite, fresh);
  else await copyFromPostgres(database.postgres, fresh);
  const { exchanges, copied } = await copyFilesOf(fresh, blobs, folder);
  const lost = [...copied.missing, ...copied.damaged];
  const manifest: Manifest = {
    format: 'carnet-backup',
    version: 1,
    carnet,
    madeAt: now.toISOString(),
    from: 'sqlite' in database ? 'sqlite' : 'postgres',
    database: await hashFile(fresh),
    exchanges,
    files: copied.copied + copied.kept,
    bytes: copied.bytes,
    lost,
  };
  await finish(folder, fresh, manifest);
  return { manifest, blobs: copied };
}

async function copyFilesOf(database: string, blobs: BlobStore, folder: string) {
  const storage = await openSqliteStorage(database);
  try {
    await storage.files.forgetUploads();
    const target = await openFolderBlobs(join(folder, 'blobs'));
    const copied = await copyBlobs(storage.files, blobs, target, (blob) => hasFile(folder, blob));
    return { exchanges: (await storage.exchangeIds()).length, copied };
  } finally {
    await storage.close();
  }
}

/** By its size: a file appears in a folder of blobs only when it is whole. `verify` reads every byte. */
async function hasFile(folder: string, { exchangeId, hash, size }: StoredBlob): Promise<boolean> {
  const found = await stat(join(folder, 'blobs', blobKey(exchangeId, hash))).catch(() => undefined);
  return found?.size === size;
}

/** Each step leaves either the earlier backup or this one, or one whose hash tells that it was cut off between. */
async function finish(folder: string, fresh: string, manifest: Manifest): Promise<void> {
  const json = join(folder, `${manifestName}.new`);
  await writeDurably(json, `${JSON.stringify(manifest, null, 2)}\n`);
  const database = join(folder, databaseName);
  // A server was perhaps started on the earlier one: what it left beside it belongs to no other database.
  await removeSqlite(database);
  await rename(fresh, database);
  await rename(json, join(folder, manifestName));
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function assertUsable(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  if (names.length === 0 || names.includes(manifestName) || names.every((name) => ownNames.test(name))) return;
  throw new Error(
    `${folder} holds something else than a backup. Choose an empty folder, or that of an earlier backup.`,
  );
}

/** What a first backup that was cut off has left. */
const ownNames = /^(carnet\.sqlite\.new(-wal|-shm|-journal)?|backup\.json\.new|blobs)$/;

/**
 * Reads what a backup says of itself.
 * @throws Error in words when it is none, was cut off, or its database is not the one that was written
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new Error(`${folder} is not a backup, or one that was cut off: it has no ${manifestName}.`);
  const manifest = manifestSchema.safeParse(parseJson(text));
  if (!manifest.success)
    throw new Error(`${join(folder, manifestName)} can't be read. A newer Carnet may have made it.`);
  const hash = await hashFile(join(folder, databaseName)).catch(() => undefined);
  if (hash !== manifest.data.database)
    throw new Error(`The database in ${folder} is not the one that was backed up: damaged, or changed since.`);
  return manifest.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
