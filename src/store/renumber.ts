import { type CarnetDb, freshReplica, type OutboxEntry, outboxOf } from './db.ts';
import { takeFromJournal } from './journal.ts';

/**
 * Goes on after the last number that the server holds: what it has acknowledged beyond that number comes back from
 * the journal (a server that was set up again from a backup), and then everything in the outbox gets new numbers, in
 * the same order (a phone that was restored from an older copy needs just this). Keeping the old numbers would make
 * the server take what it has never seen for what it has, and the phone drop it as acknowledged (S1, S2).
 */
export async function goOnAfter(db: CarnetDb, exchangeId: string, lastSeq: number): Promise<void> {
  await db.transaction('rw', [db.outbox, db.replicas, db.journal], async () => {
    const lost = await takeBack(db, exchangeId, lastSeq);
    const waiting = await outboxOf(db, exchangeId).toArray();
    await outboxOf(db, exchangeId).delete();
    const entries = [...new Map([...lost, ...waiting].map((entry) => [entry.id, entry])).values()];
    await db.outbox.bulkAdd(entries.map((entry, index) => ({ ...entry, seq: lastSeq + 1 + index, heldAs: null })));
    const replica = (await db.replicas.get(exchangeId)) ?? freshReplica(exchangeId);
    await db.replicas.put({ ...replica, lastSeq: lastSeq + entries.length, ackedSeq: lastSeq, held: null, sent: null });
    // The rows here come from a history that has ended: the next pull brings them all.
    if (lost.length > 0) await db.replicas.update(exchangeId, { cursor: 0, cursorId: null });
  });
}

/** Acknowledged writes that the server no longer has, as entries that must be sent unchanged. */
async function takeBack(db: CarnetDb, exchangeId: string, lastSeq: number): Promise<OutboxEntry[]> {
  const lost = await takeFromJournal(db, exchangeId, lastSeq);
  return lost.map(({ ackedAt, ...entry }) => ({ ...entry, sentAt: ackedAt, heldAs: null }));
}
