import type { CopiedExchange, CopiedRow } from '#domain/copy.ts';
import { isKind, type Row, rowSchemas } from '#domain/kinds.ts';
import type { MutationContext } from '#domain/mutation.ts';
import { undoPending } from './changes.ts';
import { type CarnetDb, freshReplica, outboxOf, type Replica } from './db.ts';
import { putRow } from './dexie-tx.ts';
import { journalOf, keepInJournal } from './journal.ts';
import { rerunPending } from './replica.ts';

/** The device and the moment that a copy comes from. `exportedAt`: ms since the epoch, by that device's clock. */
export type CopyOrigin = { deviceId: string; exportedAt: number; isThisDevice: boolean };

type CopiedWrite = { id: string; name: string; args: unknown; queuedAt: number; sentAt: number | null };

/**
 * Adds to one exchange what a copy has and this device does not, inside a transaction over rows, shadows, outbox,
 * replicas, journal, rejections, held and orphans. Rows come from a copy only where the exchange was never downloaded:
 * anywhere else the server's are newer. The next pull goes on from the copy's cursor, or begins anew when the server
 * has another history.
 *
 * @returns how many entries were added
 */
export async function mergeExchange(
  db: CarnetDb,
  context: MutationContext,
  copied: CopiedExchange,
  from: CopyOrigin,
): Promise<number> {
  const { exchangeId } = context;
  const replica = (await db.replicas.get(exchangeId)) ?? freshReplica(exchangeId);
  const isNew = replica.downloadedAt === null && copied.replica.downloadedAt !== null;
  await undoPending(db, exchangeId);
  const known = await knownIds(db, exchangeId);
  // Before anything of the copy is in the journal, so that what has to be sent is not taken for known.
  const writes = [...missingOnServer(replica, copied, from), ...copied.outbox].filter(({ id }) => !known.has(id));
  const rows = isNew ? await putServerState(db, exchangeId, copied) : 0;
  const rejections = await addRejections(db, exchangeId, copied, known);
  await addOrphans(db, exchangeId, copied.orphans);
  if (from.isThisDevice) await addJournal(db, exchangeId, copied, new Set([...known, ...writes.map(({ id }) => id)]));
  const next = isNew ? takeOver(replica, copied, from) : replica;
  const added = await appendWrites(db, next, writes, from.exportedAt);
  await rerunPending(db, context);
  return rows + rejections + added;
}

/**
 * Writes that the copy's device had sent, and that the server, by what it last said of that device, has not: it was
 * set up again from something older. Where it has not said anything yet, nobody can tell; restoring the same copy
 * once more after the first sync finds them.
 */
function missingOnServer({ downloadedAt, devices }: Replica, copied: CopiedExchange, from: CopyOrigin): CopiedWrite[] {
  if (downloadedAt === null || Object.keys(devices).length === 0) return [];
  const held = devices[from.deviceId] ?? 0;
  return copied.journal.filter(({ seq }) => seq > held).map(({ ackedAt, ...write }) => ({ ...write, sentAt: ackedAt }));
}

/** The ids of all writes that this device has under any heading. */
async function knownIds(db: CarnetDb, exchangeId: string): Promise<Set<string>> {
  const [outbox, journal, rejections] = await Promise.all([
    outboxOf(db, exchangeId).toArray(),
    journalOf(db, exchangeId),
    db.rejections.where({ exchangeId }).toArray(),
  ]);
  return new Set([...outbox, ...journal, ...rejections].map(({ id }) => id));
}

async function putServerState(db: CarnetDb, exchangeId: string, { rows, held }: CopiedExchange): Promise<number> {
  for (const { kind, id, row } of [...rows, ...held]) {
    const parsed = parseRow(kind, row);
    if (parsed && isKind(kind)) await putRow(db, exchangeId, kind, parsed);
    else await db.held.put({ exchangeId, kind, id, row });
  }
  return rows.length;
}

function parseRow(kind: string, row: Record<string, unknown>): Row | undefined {
  if (!isKind(kind)) return undefined;
  // The schema is the kind's own, so what it returns is a row of that kind.
  return rowSchemas[kind].safeParse(row).data as Row | undefined;
}

/** How far the copy's device was. Its numbers count only there. */
function takeOver(replica: Replica, { replica: copied }: CopiedExchange, { isThisDevice }: CopyOrigin): Replica {
  const { cursor, cursorId, devices, downloadedAt, lastSeq, ackedSeq } = copied;
  const numbers = {
    lastSeq: Math.max(replica.lastSeq, lastSeq),
    ackedSeq: Math.max(replica.ackedSeq, ackedSeq),
  };
  return { ...replica, cursor, cursorId, devices, downloadedAt, ...(isThisDevice ? numbers : {}) };
}

async function addRejections(
  db: CarnetDb,
  exchangeId: string,
  { rejections }: CopiedExchange,
  known: ReadonlySet<string>,
): Promise<number> {
  const missing = rejections.filter(({ id }) => !known.has(id));
  await db.rejections.bulkPut(missing.map((rejection) => ({ ...rejection, exchangeId })));
  return missing.length;
}

/** Rows that only their author's phone can bring back stay aside, unless they have come back here. */
async function addOrphans(db: CarnetDb, exchangeId: string, orphans: readonly CopiedRow[]): Promise<void> {
  for (const { kind, id, row } of orphans) {
    if (!isKind(kind)) continue;
    const parsed = parseRow(kind, row);
    if (!parsed || (await db.rows.get([exchangeId, kind, id])) || (await db.orphans.get([exchangeId, kind, id])))
      continue;
    await db.orphans.put({ exchangeId, kind, id, row: parsed });
  }
}

/** A number that stands for another write here keeps it. */
async function addJournal(
  db: CarnetDb,
  exchangeId: string,
  { journal }: CopiedExchange,
  queued: ReadonlySet<string>,
): Promise<void> {
  const taken = new Set((await journalOf(db, exchangeId)).map(({ seq }) => seq));
  const missing = journal.filter(({ id, seq }) => !queued.has(id) && !taken.has(seq));
  await keepInJournal(
    db,
    missing.map((entry) => ({ ...entry, exchangeId })),
  );
}

/** With new numbers and their own ids; as sent, so that none of them ever changes: another phone may have sent it. */
async function appendWrites(
  db: CarnetDb,
  replica: Replica,
  writes: readonly CopiedWrite[],
  exportedAt: number,
): Promise<number> {
  const { exchangeId } = replica;
  const unique = [...new Map(writes.map((write) => [write.id, write])).values()];
  const last = Math.max(replica.lastSeq, replica.ackedSeq);
  await db.outbox.bulkAdd(
    unique.map(({ id, name, args, queuedAt, sentAt }, index) => {
      return {
        exchangeId,
        seq: last + 1 + index,
        id,
        name,
        args,
        queuedAt,
        sentAt: sentAt ?? exportedAt,
        heldAs: null,
      };
    }),
  );
  await db.replicas.put({ ...replica, lastSeq: last + unique.length });
  return unique.length;
}
