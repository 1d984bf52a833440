import type { Session } from '#domain/schedule/schema.ts';
import type { Slot } from '#domain/schedule/slot.ts';
import { listTasks } from '#store/queries/schedule.ts';
import type { Store, Write } from '#store/store.ts';
import { moveWrite } from './session-writes.ts';

type Added = { id: string; writes: Write[] };

/** A session like another, with its tasks to do once more; its notes and photos are of what took place, and stay. */
export async function copyWrites(store: Store, session: Session, slot: Slot): Promise<Added> {
  const id = store.newId();
  const tasks = await listTasks(store, session.id);
  return {
    id,
    writes: [
      addWrite(session, id, slot),
      ...tasks.map(({ order, title }): Write => {
        const args = { id: store.newId(), sessionId: id, order, title, done: false };
        return { name: 'task.add', args };
      }),
    ],
  };
}

/** Ends a session sooner, and begins a second one there. */
export function splitWrites(store: Store, session: Session, [first, second]: readonly [Slot, Slot]): Added {
  const id = store.newId();
  return { id, writes: [moveWrite(store, session, first), addWrite(session, id, second)] };
}

function addWrite(session: Session, id: string, slot: Slot): Write {
  const { title, kind, place, leadId, objectiveIds, note, attendeeIds, onlyFor } = session;
  const people = { ...(attendeeIds && { attendeeIds }), ...(onlyFor && { onlyFor }) };
  return {
    name: 'session.add',
    args: { id, ...slot, title, kind, place, leadId, objectiveIds, note, state: 'planned', ...people },
  };
}
