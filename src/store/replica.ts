import { isKind, type Kind, type Row, rowSchemas } from '#domain/kinds.ts';
import type { MutationContext } from '#domain/mutation.ts';
import { runMutation } from '#domain/mutators.ts';
import type { Change, PullResponse } from '#domain/protocol.ts';
import { type CarnetDb, exchangeRange, type Replica } from './db.ts';
import { DexieTx, putRow } from './dexie-tx.ts';

/** A replica that has not exchanged anything yet. */
export function freshReplica(exchangeId: string): Replica {
  return { exchangeId, cursor: 0, lastSeq: 0, ackedSeq: 0, downloadedAt: null };
}

type ParsedChange = { kind: Kind; id: string; row: Row | null };

/**
 * Applies one page of a pull in one transaction (S4), so that no screen ever sees a step of it.
 * What does not parse is refused before the transaction begins, and nothing has changed.
 *
 * @throws ZodError when a row of a known kind is not what its schema says
 */
export async function applyPull(
  db: CarnetDb,
  context: MutationContext,
  page: PullResponse,
  now: number,
): Promise<void> {
  const changes = parseChanges(page.changes);
  const { exchangeId } = context;
  await db.transaction('rw', [db.rows, db.shadows, db.outbox, db.rejections, db.replicas], async () => {
    const replica = (await db.replicas.get(exchangeId)) ?? freshReplica(exchangeId);
    await undoPending(db, exchangeId);
    await applyChanges(db, exchangeId, changes);
    if (!page.more) await dropAcknowledged(db, exchangeId, page, now);
    await rerunPending(db, context);
    await db.replicas.put({
      ...replica,
      cursor: page.cursor,
      ...(page.more ? {} : { ackedSeq: page.lastSeq, downloadedAt: replica.downloadedAt ?? now }),
    });
  });
}

/** A kind that this app does not know comes from a newer server; it is left out here and asked for again after an update. */
function parseChanges(changes: readonly Change[]): ParsedChange[] {
  return changes.flatMap(({ kind, id, row }) => {
    if (!isKind(kind)) return [];
    // The schema is the kind's own, so what it returns is a row of that kind.
    return [{ kind, id, row: row === null ? null : (rowSchemas[kind].parse(row) as Row) }];
  });
}

async function undoPending(db: CarnetDb, exchangeId: string): Promise<void> {
  for (const { kind, id, row } of await db.shadows.where({ exchangeId }).toArray()) {
    await (row ? putRow(db, exchangeId, kind, row) : db.rows.delete([exchangeId, kind, id]));
  }
  await db.shadows.where({ exchangeId }).delete();
}

async function applyChanges(db: CarnetDb, exchangeId: string, changes: readonly ParsedChange[]): Promise<void> {
  for (const { kind, id, row } of changes) {
    await (row ? putRow(db, exchangeId, kind, row) : db.rows.delete([exchangeId, kind, id]));
  }
}

/** Only the server's own count removes anything from the outbox (S1); what it refused moves to “Needs attention” (S3). */
async function dropAcknowledged(db: CarnetDb, exchangeId: string, page: PullResponse, now: number): Promise<void> {
  const acknowledged = db.outbox
    .where('[exchangeId+seq]')
    .between([exchangeId, 0], [exchangeId, page.lastSeq], true, true);
  const rejected = new Map(page.rejected.map((rejection) => [rejection.seq, rejection]));
  for (const entry of await acknowledged.toArray()) {
    const rejection = rejected.get(entry.seq);
    if (!rejection) continue;
    await db.rejections.put({
      id: entry.id,
      exchangeId,
      name: entry.name,
      args: entry.args,
      code: rejection.code,
      detail: rejection.detail ?? null,
      queuedAt: entry.queuedAt,
      rejectedAt: now,
    });
  }
  await acknowledged.delete();
}

/** A pending write that no longer applies here keeps its place in the outbox: the server decides about it. */
async function rerunPending(db: CarnetDb, context: MutationContext): Promise<void> {
  const tx = new DexieTx(db, context.exchangeId);
  const [first, last] = exchangeRange(context.exchangeId);
  for (const entry of await db.outbox.where('[exchangeId+seq]').between(first, last).toArray()) {
    await runMutation(tx, entry.name, entry.args, context);
  }
}
