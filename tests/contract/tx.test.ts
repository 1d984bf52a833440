import 'fake-indexeddb/auto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { MemoryTx } from '#domain/memory-tx.ts';
import { openSqliteStorage } from '#server/db/sqlite.ts';
import { CarnetDb } from '#store/db.ts';
import { DexieTx } from '#store/dexie-tx.ts';
import { exchangeId, idMaker } from '../fixtures.ts';
import { txContract } from './tx-contract.ts';

const newId = idMaker(0xdb);

txContract('memory', async () => {
  const tx = new MemoryTx();
  return (work) => work(tx);
});

txContract('Dexie', async () => {
  const db = new CarnetDb(newId());
  return (work) =>
    // Dexie keeps a transaction across native awaits only when the function it is given is itself async.
    db.transaction('rw', [db.rows, db.shadows], async () => {
      const tx = new DexieTx(db, exchangeId);
      const result = await work(tx);
      await tx.written();
      return result;
    });
});

txContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-contract-'));
  const storage = await openSqliteStorage(join(folder, 'carnet.sqlite'), () => new Date());
  onTestFinished(async () => {
    await storage.close();
    await rm(folder, { recursive: true });
  });
  let version = 0;
  return (work) => {
    version += 1;
    return storage.write(exchangeId, (writer) => work(writer.txAt(version)));
  };
});
