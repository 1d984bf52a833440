import type { CheckIn, CheckInReply } from '#domain/check-in/schema.ts';
import type { Store } from '../store.ts';
import { participantsById } from './exchange.ts';
import { listRows } from './rows.ts';
import { pendingRowIds } from './sync.ts';

export type CheckInThread = { checkIn: CheckIn; replies: CheckInReply[] };

/** The check-ins that this device may read, the latest first: one's own, or for Hub staff everybody's. */
export async function readCheckIns(store: Store) {
  const [checkIns, replies, people, pending] = await Promise.all([
    listRows(store, 'checkIn'),
    listRows(store, 'checkInReply'),
    participantsById(store),
    pendingRowIds(store),
  ]);
  const byCheckIn = Map.groupBy(replies, ({ checkInId }) => checkInId);
  const threads: CheckInThread[] = checkIns
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .map((checkIn) => ({ checkIn, replies: byCheckIn.get(checkIn.id) ?? [] }));
  return { threads, people, pending };
}
