import Dexie from 'dexie';
import type { Exchange } from '#domain/exchange/schema.ts';
import type { Kind, Row } from '#domain/kinds.ts';
import type { Session, Task } from '#domain/schedule/schema.ts';
import { CarnetDb, databaseName } from '../db.ts';
import type { Store } from '../store.ts';

/** The schedule of an exchange that is on this device beside the open one. */
export type PastSchedule = { exchange: Exchange; sessions: Session[]; tasks: Task[] };

/**
 * The other exchanges of the people who are signed in on this device, the latest visit first: somebody who was a mentor
 * before has that schedule here. Each participant has a database of their own.
 */
export async function listPastSchedules(store: Store, participantIds: readonly string[]): Promise<PastSchedule[]> {
  const ids = [...new Set([store.context.participantId, ...participantIds])];
  const found = await Promise.all(ids.map((id) => schedulesOf(store, id)));
  return found.flat().sort((a, b) => (a.exchange.firstDay < b.exchange.firstDay ? 1 : -1));
}

async function schedulesOf({ db: open, context }: Store, participantId: string): Promise<PastSchedule[]> {
  const isOpen = participantId === context.participantId;
  // A name that the browser does not know would be made by asking for it.
  if (!isOpen && !(await Dexie.exists(databaseName(participantId)))) return [];
  const db = isOpen ? open : new CarnetDb(participantId);
  try {
    const replicas = await db.replicas.toArray();
    const others = replicas.map(({ exchangeId }) => exchangeId).filter((id) => id !== context.exchangeId);
    const schedules = await Promise.all(others.map((exchangeId) => scheduleOf(db, exchangeId)));
    return schedules.filter((schedule) => schedule !== undefined && schedule.sessions.length > 0) as PastSchedule[];
  } finally {
    if (!isOpen) db.close();
  }
}

async function scheduleOf(db: CarnetDb, exchangeId: string): Promise<PastSchedule | undefined> {
  const [exchanges, sessions, tasks] = await Promise.all([
    rowsOf(db, exchangeId, 'exchange'),
    rowsOf(db, exchangeId, 'session'),
    rowsOf(db, exchangeId, 'task'),
  ]);
  const exchange = exchanges.find(({ id }) => id === exchangeId);
  return exchange && { exchange, sessions, tasks };
}

async function rowsOf<K extends Kind>(db: CarnetDb, exchangeId: string, kind: K): Promise<Row<K>[]> {
  const range = db.rows
    .where('[exchangeId+kind+id]')
    .between([exchangeId, kind, Dexie.minKey], [exchangeId, kind, Dexie.maxKey]);
  // Under a kind stand only rows of that kind (dexie-tx.ts, replica.ts).
  return (await range.toArray()).map(({ row }) => row as Row<K>);
}
