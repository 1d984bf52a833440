import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlobStore } from '../blobs/blob-port.ts';
import { openFolderBlobs } from '../blobs/folder.ts';
import { openSqliteStorage } from '../db/sqlite.ts';
import { databaseName } from './backup.ts';
import { type CopiedBlobs, copyBlobs } from './copy-blobs.ts';
import { copyToPostgres } from './postgres-snapshot.ts';
import { copySqlite, removeSqlite } from './sqlite-snapshot.ts';

export type RestoreTarget = {
  /** Where the SQLite database and the folder of blobs come to lie, unless what follows takes their place. */
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** Undefined for the folder. */
  readonly blobs: BlobStore | undefined;
};

export type RestoredBackup = { readonly exchanges: number; readonly blobs: CopiedBlobs };

/**
 * Puts a data folder (of a backup, or of a server that was stopped) into an empty store: its files first, each checked
 * against its hash, then the database, which alone makes them count. So a restore that was cut off can be run again.
 * Sign-ins, invitations and numbers come along, and the phones go on as if nothing had happened: they send what the
 * server does not have (S2, S4).
 *
 * @throws Error in words when the target is in use, or the source is no database of Carnet
 */
export async function restoreDataFolder(source: string, target: RestoreTarget): Promise<RestoredBackup> {
  const database = join(target.dataDir, databaseName);
  if (target.databaseUrl === undefined && existsSync(database))
    throw new Error(`${database} is there already, and was left as it is. Restore into an empty folder (--data DIR).`);
  const work = await mkdtemp(join(tmpdir(), 'carnet-restore-'));
  try {
    const copy = join(work, databaseName);
    await copySqlite(join(source, databaseName), copy);
    const restored = await copyFiles(copy, source, target);
    if (target.databaseUrl === undefined) await putInPlace(copy, target.dataDir);
    else await copyToPostgres(copy, target.databaseUrl);
    return restored;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Opening the copy also brings it to this version, and the original stays as it is. */
async function copyFiles(copy: string, source: string, target: RestoreTarget): Promise<RestoredBackup> {
  const storage = await openSqliteStorage(copy);
  try {
    // Their pieces are not in a backup: the phones begin them anew.
    await storage.files.forgetUploads();
    const from = await openFolderBlobs(join(source, 'blobs'));
    const isInPlace = target.blobs === undefined && join(target.dataDir, 'blobs') === join(source, 'blobs');
    const to = target.blobs ?? (await openFolderBlobs(join(target.dataDir, 'blobs')));
    const blobs = await copyBlobs(storage.files, from, to, async () => isInPlace);
    return { exchanges: (await storage.exchangeIds()).length, blobs };
  } finally {
    await storage.close();
  }
}

/** Under its name only when it is whole. */
async function putInPlace(copy: string, dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const fresh = join(dataDir, `${databaseName}.new`);
  await removeSqlite(fresh);
  await cp(copy, fresh);
  await rename(fresh, join(dataDir, databaseName));
}
