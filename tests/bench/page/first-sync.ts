import Dexie from 'dexie';
import { listExpenses } from '#store/queries/expense.ts';
import type { Phone } from '../../load/seed.ts';
import { openPhone, time } from './phone.ts';

/** From an empty phone to the expenses that a screen can read. */
export async function firstSync(phone: Phone): Promise<number> {
  const { store, loop, close } = openPhone(phone);
  const ms = await time(async () => {
    await loop.runNow();
    if ((await listExpenses(store)).length === 0) throw new Error('nothing has come');
  });
  await close();
  return ms;
}

/** One fetch of the same rows and one bulkPut of them, then the same question. */
export async function firstSyncFloor(path: string): Promise<number> {
  const db = new Dexie(crypto.randomUUID());
  db.version(1).stores({ rows: '[kind+id], kind' });
  const ms = await time(async () => {
    const { changes } = await (await fetch(path)).json();
    await db.table('rows').bulkPut(changes);
    if ((await db.table('rows').where({ kind: 'expense' }).toArray()).length === 0) throw new Error('nothing came');
  });
  await db.delete();
  return ms;
}
