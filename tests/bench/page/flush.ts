import Dexie from 'dexie';
import type { Store } from '#store/store.ts';
import type { Phone } from '../../load/seed.ts';
import { openPhone, time } from './phone.ts';

const edits = 500;

/** Each is durable before the next begins, as when a person writes them. */
async function write(store: Store): Promise<void> {
  for (let index = 0; index < edits; index += 1) {
    const at = { createdBy: store.context.participantId, createdAt: store.instant() };
    await store.mutate('note.add', { id: store.newId(), body: `What we agreed on the tram, number ${index}.`, ...at });
  }
}

export async function localEdits(phone: Phone): Promise<number> {
  const { store, close } = openPhone(phone);
  // Opens the database.
  await store.db.outbox.count();
  const ms = await time(() => write(store));
  await close();
  return ms;
}

/** The same values, one bare put and one durable transaction each. */
export async function localEditsFloor(): Promise<number> {
  const db = openBare();
  await db.table('rows').count();
  const ms = await time(async () => {
    for (let index = 0; index < edits; index += 1) await db.table('rows').put(bareRow(index));
  });
  await db.delete();
  return ms;
}

/** From “there is a network” to the edits of one phone on another, which has all that came before. */
export async function flush(first: Phone, second: Phone): Promise<number> {
  const [from, to] = [openPhone(first), openPhone(second)];
  await from.loop.runNow();
  await to.loop.runNow();
  await write(from.store);
  const before = await to.store.db.rows.count();
  const ms = await time(async () => {
    await from.loop.runNow();
    await to.loop.runNow();
  });
  const came = (await to.store.db.rows.count()) - before;
  await from.close();
  await to.close();
  if (came !== edits) throw new Error(`${came} of ${edits} edits came`);
  return ms;
}

/** One POST, put into SQLite in one transaction; one answer with the same rows, put into IndexedDB in one more. */
export async function flushFloor(origin: string): Promise<number> {
  const db = openBare();
  await db.table('rows').count();
  const exchangeId = crypto.randomUUID();
  const mutations = Array.from({ length: edits }, (_, index) => {
    return { id: crypto.randomUUID(), seq: index + 1, name: 'note.add', args: bareRow(index) };
  });
  const post = async (path: string, body: object) => {
    const response = await fetch(origin + path, { method: 'POST', body: JSON.stringify(body) });
    return response.json();
  };
  const ms = await time(async () => {
    await post('/push', { exchangeId, mutations });
    const { changes } = await post('/pull-all', { exchangeId });
    if (changes.length !== edits) throw new Error(`${changes.length} of ${edits} rows came`);
    await db.table('rows').bulkPut(changes.map(({ row }: { row: object }) => row));
  });
  await db.delete();
  return ms;
}

function openBare(): Dexie {
  const db = new Dexie(crypto.randomUUID(), { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ rows: 'id' });
  return db;
}

function bareRow(index: number) {
  const at = { createdBy: crypto.randomUUID(), createdAt: new Date().toISOString() };
  return { id: crypto.randomUUID(), body: `What we agreed on the tram, number ${index}.`, ...at };
}
