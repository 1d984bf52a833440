import type { ActualTimes, Session, Stamp } from '#domain/schedule/schema.ts';
import type { Slot } from '#domain/schedule/slot.ts';
import type { Store, Write } from '#store/store.ts';

/** What the history of a session calls a change that is made now. */
export function stampNow(store: Store): Stamp {
  return { id: store.newId(), at: store.instant() };
}

/** The slot alone, without the rest of a row or form that has one. */
export function slotOf({ day, start, end }: Slot): Slot {
  return { day, start, end };
}

/** Moves a session from where this phone shows it: the half of the slot that stays as it was is not meant. */
export function moveWrite(store: Store, session: Session, to: Slot): Write {
  const args = { id: session.id, ...slotOf(to), from: slotOf(session), stamp: stampNow(store) };
  return { name: 'session.move', args };
}

/** @param actual when it really took place; not given: as it was said before */
export function markWrite(store: Store, id: string, state: Session['state'], actual?: ActualTimes | null): Write {
  const times = actual === undefined ? {} : { actual };
  return { name: 'session.mark', args: { id, state, ...times, stamp: stampNow(store) } };
}
