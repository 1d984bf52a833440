import { type CarnetDb, freshReplica, outboxOf } from './db.ts';

/**
 * Gives everything in the outbox new numbers that follow the last one the server holds, in the same order.
 * Needed when one side was restored from an older copy: keeping the old numbers would make the server take
 * what it has never seen for what it has, and the phone drop it as acknowledged (S1).
 */
export async function renumberOutbox(db: CarnetDb, exchangeId: string, lastSeq: number): Promise<void> {
  await db.transaction('rw', [db.outbox, db.replicas], async () => {
    const range = outboxOf(db, exchangeId);
    const entries = await range.toArray();
    await range.delete();
    await db.outbox.bulkAdd(entries.map((entry, index) => ({ ...entry, seq: lastSeq + 1 + index })));
    const replica = (await db.replicas.get(exchangeId)) ?? freshReplica(exchangeId);
    await db.replicas.put({ ...replica, lastSeq: lastSeq + entries.length, ackedSeq: lastSeq });
  });
}
