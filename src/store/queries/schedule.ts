import { byOrder } from '#domain/order.ts';
import type { Session, SessionChange, Task } from '#domain/schedule/schema.ts';
import type { Store } from '../store.ts';
import { listRows, listRowsOf } from './rows.ts';

/** All sessions in the order of time. */
export async function listSessions(store: Store): Promise<Session[]> {
  return inOrderOfTime(await listRows(store, 'session'));
}

/** By day and start (host time). */
export function inOrderOfTime(sessions: readonly Session[]): Session[] {
  return sessions.toSorted((a, b) => compare(`${a.day} ${a.start} ${a.id}`, `${b.day} ${b.start} ${b.id}`));
}

export async function listTasks(store: Store, sessionId: string): Promise<Task[]> {
  return (await listRowsOf(store, 'task', sessionId)).sort(byOrder);
}

/** The history of a session in the server's order, which is that of this device until it has heard of it. */
export async function listChanges(store: Store, sessionId: string): Promise<SessionChange[]> {
  return (await listRowsOf(store, 'sessionChange', sessionId)).sort((a, b) => a.place - b.place);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
