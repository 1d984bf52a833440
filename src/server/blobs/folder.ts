import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { StorageError } from '../storage.ts';
import { assertKey, type BlobStore } from './blob-port.ts';

/** A half-written file of a process that died is removed at the next start after this long, in ms. */
const staleAfter = 24 * 60 * 60 * 1000;
/** A piece that a process left unnamed when it died goes too; an upload, with its pieces, lives a week (tus-store.ts). */
const stalePieceAfter = 8 * staleAfter;

/** Objects as files below `root`. A file appears under its key only when it is whole and on the disk. */
export async function openFolderBlobs(root: string): Promise<BlobStore> {
  const incoming = join(root, 'incoming');
  await removeStale(incoming, staleAfter);
  await removeStale(join(root, 'pieces'), stalePieceAfter);
  return {
    async put(key, bytes) {
      const path = pathOf(root, key);
      const temporary = join(incoming, randomUUID());
      try {
        const size = await writeWhole(temporary, bytes);
        await stored(() => moveInto(temporary, path));
        return size;
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    async get(key) {
      const path = pathOf(root, key);
      const file = await stored(() => openIfThere(path));
      if (!file) return undefined;
      // Node's stream/web type is the platform's ReadableStream, told twice.
      return Readable.toWeb(createReadStream('', { fd: file })) as ReadableStream<Uint8Array<ArrayBuffer>>;
    },
    async delete(key) {
      const path = pathOf(root, key);
      await stored(() => rm(path, { force: true }));
    },
  };
}

function pathOf(root: string, key: string): string {
  assertKey(key);
  return join(root, key);
}

async function writeWhole(path: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await stored(() => open(path, 'wx'));
  let size = 0;
  try {
    for await (const chunk of bytes) {
      await stored(() => writeChunk(file, chunk));
      size += chunk.byteLength;
    }
    await stored(() => file.sync());
  } finally {
    await file.close();
  }
  return size;
}

async function writeChunk(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.byteLength; ) at += (await file.write(chunk, at)).bytesWritten;
}

async function moveInto(from: string, to: string): Promise<void> {
  const folder = dirname(to);
  const firstMade = await mkdir(folder, { recursive: true });
  await rename(from, to);
  await syncFolder(folder);
  if (firstMade === undefined) return;
  for (let made = folder; made.length >= firstMade.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Makes a rename survive a power cut. Windows has no such call on folders, and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param age in ms */
async function removeStale(folder: string, age: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (mtimeMs < Date.now() - age) await rm(path, { force: true });
  }
}

async function stored<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new StorageError(error);
  }
}
