import type { Table } from 'dexie';
import type { ErrorCode } from '#domain/errors.ts';
import type { MutationContext } from '#domain/mutation.ts';
import { runMutation } from '#domain/mutators.ts';
import type { PullResponse } from '#domain/protocol.ts';
import { unconfirmed } from './blobs.ts';
import { applyChanges, undoPending } from './changes.ts';
import {
  type CarnetDb,
  exchangeRange,
  freshReplica,
  type OutboxEntry,
  outboxOf,
  type Replica,
  type SeqRange,
} from './db.ts';
import { DexieTx } from './dexie-tx.ts';
import { journalEntry, keepInJournal } from './journal.ts';
import { goOnAfter } from './renumber.ts';

/** What a page of a pull may change. */
export function pullTables(db: CarnetDb): Table[] {
  return [
    db.rows,
    db.shadows,
    db.outbox,
    db.rejections,
    db.replicas,
    db.held,
    db.journal,
    db.orphans,
    db.blobs,
    // The server has all of it: see SyncStatus.
    db.status,
  ];
}

/**
 * Applies one page of a pull in one transaction (S4), so that no screen ever sees a step of it. A page that starts
 * anew holds the whole exchange as the server knows it, and takes the place of everything that was here.
 */
export async function applyPull(
  db: CarnetDb,
  context: MutationContext,
  page: PullResponse,
  now: number,
): Promise<void> {
  const { exchangeId } = context;
  await db.transaction('rw', pullTables(db), async () => {
    const [replica = freshReplica(exchangeId), missed] = await Promise.all([
      db.replicas.get(exchangeId),
      db.orphans.where({ exchangeId }).count(),
    ]);
    if (page.reset) {
      await undoPending(db, exchangeId);
      await setAside(db, exchangeId);
      await outboxOf(db, exchangeId).modify({ heldAs: null });
    }
    await applyChanges(db, exchangeId, page.changes);
    const held = page.reset ? null : (replica.held ?? null);
    const reached = { ...replica, cursor: page.cursor, cursorId: page.cursorId ?? null, held };
    if (page.more) await db.replicas.put(reached);
    else await acknowledge(db, reached, page, now);
    await rerunPending(db, context);
    if (page.reset || missed > 0) await dropRefound(db, exchangeId);
  });
}

/**
 * The server has another history: it was set up again, from a backup or from an export. All rows wait aside until
 * the whole of what it knows has come, in this same transaction; photos that it had confirmed have to be confirmed
 * again, by whoever has their bytes.
 */
async function setAside(db: CarnetDb, exchangeId: string): Promise<void> {
  const rows = db.rows.where('[exchangeId+kind+id]').between(...exchangeRange(exchangeId));
  await db.orphans.bulkPut((await rows.toArray()).map(({ kind, id, row }) => ({ exchangeId, kind, id, row })));
  await rows.delete();
  await db.held.where({ exchangeId }).delete();
  await db.blobs.where('[exchangeId+state]').equals([exchangeId, 'confirmed']).modify(unconfirmed);
}

/** What is among the rows again, or was deleted for good, is not missed. */
async function dropRefound(db: CarnetDb, exchangeId: string): Promise<void> {
  for (const { kind, id } of await db.orphans.where({ exchangeId }).toArray()) {
    if (await db.rows.get([exchangeId, kind, id])) await db.orphans.delete([exchangeId, kind, id]);
  }
}

/**
 * Tries the rows again that an older version of the app could not read. Call it once when the app has started.
 */
export async function readHeld(db: CarnetDb, context: MutationContext): Promise<void> {
  const { exchangeId } = context;
  await db.transaction('rw', [db.rows, db.shadows, db.outbox, db.held, db.orphans], async () => {
    const held = await db.held.where({ exchangeId }).toArray();
    if (held.length === 0) return;
    await applyChanges(db, exchangeId, held);
    await rerunPending(db, context);
  });
}

/** What the last page says of this device's numbers, taken into the outbox and the replica. */
async function acknowledge(db: CarnetDb, reached: Replica, page: PullResponse, now: number): Promise<void> {
  const { exchangeId, ackedSeq } = reached;
  const [oldest] = await dropAcknowledged(db, reached, page, now);
  const acknowledged: Replica = {
    ...reached,
    devices: page.devices ?? {},
    ackedSeq: page.lastSeq,
    // What the server has answered for and no longer counts has to be sent again.
    held: null,
    downloadedAt: reached.downloadedAt ?? now,
  };
  await db.replicas.put(acknowledged);
  // Fewer numbers than it has acknowledged: the server was set up again. Or what is left stands under a number that it
  // has counted for something else: this phone is a restored old copy.
  if (page.lastSeq >= ackedSeq && (!oldest || oldest.seq > page.lastSeq)) return;
  await goOnAfter(db, exchangeId, page.lastSeq);
  // The whole of it is here with this page: nothing has to begin anew.
  const { cursor, cursorId } = acknowledged;
  if (page.reset) await db.replicas.update(exchangeId, { cursor, cursorId });
}

/**
 * Only the server's own count removes anything from the outbox, and only what it has answered for by number and id
 * (S1): into the journal if it had its effect, to “Needs attention” if it was refused (S3).
 *
 * @returns what stays, oldest first
 */
async function dropAcknowledged(
  db: CarnetDb,
  { exchangeId, held = null }: Replica,
  page: PullResponse,
  now: number,
): Promise<OutboxEntry[]> {
  const all = await outboxOf(db, exchangeId).toArray();
  const isDone = (entry: OutboxEntry) => entry.seq <= page.lastSeq && isHeld(entry, held);
  const entries = all.filter(isDone);
  const rejected = new Map(page.rejected.map((rejection) => [rejection.seq, rejection]));
  const accepted = entries.filter(({ seq }) => !rejected.has(seq));
  if (accepted.length > 0)
    await keepInJournal(
      db,
      accepted.map((entry) => journalEntry(entry, now)),
    );
  for (const entry of entries) {
    const rejection = rejected.get(entry.seq);
    if (rejection) await keepRejection(db, entry, rejection, now);
  }
  const left = all.filter((entry) => !isDone(entry));
  // All of them go at once, where keys go one by one.
  if (left.length > 0) await db.outbox.bulkDelete(entries.map(({ seq }) => [exchangeId, seq] as [string, number]));
  else if (entries.length > 0) await outboxOf(db, exchangeId).delete();
  const heldBefore = left.filter(({ heldAs }) => heldAs !== null);
  if (heldBefore.length > 0) await db.outbox.bulkPut(heldBefore.map((entry) => ({ ...entry, heldAs: null })));
  return left;
}

function isHeld({ seq, heldAs }: OutboxEntry, held: SeqRange | null): boolean {
  return heldAs === seq || (held !== null && held.from <= seq && seq <= held.to);
}

/** Puts a write under “Needs attention”. One that stands there already has more to show than the stub that was sent. */
export async function keepRejection(
  db: CarnetDb,
  { id, exchangeId, name, args, queuedAt }: OutboxEntry,
  { code, detail }: { code: ErrorCode; detail?: string | undefined },
  now: number,
): Promise<void> {
  if (await db.rejections.get(id)) return;
  await db.rejections.add({ id, exchangeId, name, args, code, detail: detail ?? null, queuedAt, rejectedAt: now });
}

/** A pending write that no longer applies here keeps its place in the outbox: the server decides about it. */
export async function rerunPending(db: CarnetDb, context: MutationContext): Promise<void> {
  const tx = new DexieTx(db, context.exchangeId);
  for (const entry of await outboxOf(db, context.exchangeId).toArray()) {
    await runMutation(tx, entry.name, entry.args, context);
  }
  await tx.written();
}
