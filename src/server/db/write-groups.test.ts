import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { Storage } from '../storage.ts';
import { openSqliteStorage } from './sqlite.ts';

const [first, second] = ['01900000-0000-7000-8000-00000000000a', '01900000-0000-7000-8000-00000000000b'];

test('writes that come together are committed at once, and each finds what the one before it has left', async () => {
  await inFile(async (storage, file) => {
    await storage.write(first, async () => {});
    const before = statSync(`${file}-wal`).size;
    await Promise.all(Array.from({ length: 50 }, () => addVersion(storage, first)));
    expect(await storage.read(first, (reader) => reader.version())).toBe(50);
    // A commit writes each page that it has changed once.
    expect(statSync(`${file}-wal`).size - before).toBeLessThan(5 * 4200);
  });
});

test('a write that fails is undone alone', async () => {
  await inFile(async (storage) => {
    const done = await Promise.allSettled([
      addVersion(storage, first),
      storage.write(first, async (writer) => {
        await writer.saveVersion(99);
        throw new Error('no');
      }),
      addVersion(storage, first),
      addVersion(storage, second),
    ]);
    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(await storage.read(first, (reader) => reader.version())).toBe(2);
    expect(await storage.read(second, (reader) => reader.version())).toBe(1);
  });
});

test('nobody is answered before the commit, and nobody reads what is not committed', async () => {
  await inFile(async (storage, file) => {
    const other = new DatabaseSync(file);
    const committed = () => other.prepare('select version from exchanges where id = ?').get(first)?.version ?? 0;
    const writes = [addVersion(storage, first), addVersion(storage, first)].map(async (write) => {
      await write;
      return committed();
    });
    const read = storage.read(first, (reader) => reader.version()).then((version) => [version, committed()]);
    expect(await Promise.all(writes)).toEqual([2, 2]);
    const [version, kept] = await read;
    expect(version).toBeLessThanOrEqual(Number(kept));
    other.close();
  });
});

test('a write at which SQLite gives up the transaction fails alone, and the others are done', async () => {
  await inFile(async (storage, file) => {
    const other = new DatabaseSync(file);
    other.exec(`create trigger full_disk before update on exchanges when new.version = 7
      begin select raise(rollback, 'the disk is full'); end`);
    other.close();
    const writes = [addVersion(storage, first), storage.write(first, (writer) => writer.saveVersion(7))];
    const done = await Promise.allSettled([...writes, addVersion(storage, second)]);
    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await addVersion(storage, first);
    expect(await storage.read(first, (reader) => reader.version())).toBe(2);
    expect(await storage.read(second, (reader) => reader.version())).toBe(1);
  });
});

test('when nothing can be written, all of the group fail and nothing of it is kept', async () => {
  await inFile(async (storage, file) => {
    const other = new DatabaseSync(file);
    other.exec(`create trigger full_disk before update on exchanges
      begin select raise(rollback, 'the disk is full'); end`);
    const done = await Promise.allSettled([first, second, first].map((id) => addVersion(storage, id)));
    expect(done.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await storage.exchangeIds()).toEqual([]);
    other.exec('drop trigger full_disk');
    other.close();
    await addVersion(storage, first);
    expect(await storage.read(first, (reader) => reader.version())).toBe(1);
  });
});

function addVersion(storage: Storage, exchangeId: string): Promise<void> {
  return storage.write(exchangeId, async (writer) => writer.saveVersion((await writer.version()) + 1));
}

async function inFile(work: (storage: Storage, file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-groups-'));
  const file = join(folder, 'carnet.sqlite');
  const storage = await openSqliteStorage(file);
  try {
    await work(storage, file);
  } finally {
    await storage.close();
    await rm(folder, { recursive: true });
  }
}
