import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Storage, StorageError } from '../storage.ts';
import { openSqliteStorage } from './sqlite.ts';

async function newPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-sqlite-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'carnet.sqlite');
}

test('a database is made once and opened again with what it held', async () => {
  const path = await newPath();
  const first = await openSqliteStorage(path);
  await first.write('exchange', (writer) => writer.saveVersion(7));
  await first.close();
  const second = await openSqliteStorage(path);
  expect(await second.read('exchange', (reader) => reader.version())).toBe(7);
  await second.close();
});

test('a database that a newer Carnet wrote is not opened', async () => {
  const path = await newPath();
  await (await openSqliteStorage(path)).close();
  const file = new DatabaseSync(path);
  file.exec("insert into migrations values (99, '2030-01-01T00:00:00.000Z')");
  file.close();
  await expect(openSqliteStorage(path)).rejects.toThrow('newer version');
});

test('a commit survives a power cut: WAL with synchronous=FULL', async () => {
  const path = await newPath();
  const storage = await openSqliteStorage(path);
  const file = new DatabaseSync(path);
  expect(file.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
  file.close();
  await storage.close();
});

test('what fails in the store is a StorageError, and what work throws comes back as it is, both rolled back', async () => {
  const storage = await openSqliteStorage(await newPath());
  const entry = {
    deviceId: 'd',
    seq: 1,
    mutationId: 'm',
    participantId: 'p',
    name: 'n',
    args: {},
    version: 1,
    rejection: undefined,
    receivedAt: '2026-11-23T10:00:00.000Z',
  };
  const twice = storage.write('exchange', async (writer) => {
    await writer.saveVersion(1);
    await writer.appendLog(entry);
    await writer.appendLog(entry);
  });
  await expect(twice).rejects.toBeInstanceOf(StorageError);
  const thrown = storage.write('exchange', async (writer) => {
    await writer.saveVersion(2);
    throw new RangeError('mine');
  });
  await expect(thrown).rejects.toBeInstanceOf(RangeError);
  expect(await storage.read('exchange', (reader) => reader.version())).toBe(0);
  await storage.close();
});

test('S4: a page of a pull is found by indexes in the order in which it is read, however long exchange and log are', async () => {
  const plans = await plansOf(async (storage) => {
    await storage.read('exchange', async (reader) => {
      await reader.changedSince(0, 501);
      await reader.changedIn(500);
      await reader.versionId(500);
      await reader.rejectedSince('device', 0);
    });
  });
  expect(plans).toEqual([
    ['SEARCH rows USING INDEX rows_in_order (exchange_id=? AND version>?)'],
    ['SEARCH rows USING INDEX rows_in_order (exchange_id=? AND version=?)'],
    ['SEARCH mutations USING INDEX mutations_by_version (exchange_id=? AND version=?)'],
    ['SEARCH mutations USING INDEX mutations_refused (exchange_id=? AND device_id=? AND seq>?)'],
  ]);
});

test('S2: what was seen before is found by its id, however long the exchange and its log are', async () => {
  const plans = await plansOf(async (storage) => {
    await storage.read('exchange', (reader) => reader.outcomesOf('participant', ['first', 'second']));
  });
  expect(plans).toEqual([['SEARCH mutations USING INDEX mutations_by_id (mutation_id=? AND exchange_id=?)']]);
});

test('what belongs to an owner is found by an index in the order in which it is listed, however much others have', async () => {
  const plans = await plansOf(async (storage) => {
    await storage.write('exchange', async (writer) => {
      await writer.txAt(1).list('textUpdate', 'text');
      await writer.countRows('textUpdate', 'text');
    });
  });
  const ofOwner = ['SEARCH rows USING INDEX rows_of_owner (exchange_id=? AND kind=? AND parent_id=?)'];
  expect(plans).toEqual([ofOwner, ofOwner]);
});

/** How SQLite goes about what some work selects. */
async function plansOf(work: (storage: Storage) => Promise<void>): Promise<unknown[][]> {
  const path = await newPath();
  const storage = await openSqliteStorage(path);
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
  onTestFinished(() => prepare.mockRestore());
  await work(storage);
  const asked = prepare.mock.calls.map(([text]) => text).filter((text) => text.startsWith('select'));
  await storage.close();
  const file = new DatabaseSync(path);
  const plan = (text: string) =>
    file.prepare(`explain query plan ${text}`).all(...Array(text.split('?').length - 1).fill(null));
  const plans = asked.map((text) => plan(text).map(({ detail }) => detail));
  file.close();
  return plans;
}
