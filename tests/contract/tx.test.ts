import 'fake-indexeddb/auto';
import { MemoryTx } from '#domain/memory-tx.ts';
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
  // Dexie keeps a transaction across native awaits only when the function it is given is itself async.
  return (work) => db.transaction('rw', [db.rows, db.shadows], async () => work(new DexieTx(db, exchangeId)));
});
