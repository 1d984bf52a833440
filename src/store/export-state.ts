import type { CopiedExchange, CopiedFile, CopiedRow } from '#domain/copy.ts';
import type { ExportedExchange } from '#domain/copy-words/reading.ts';
import { type BlobRecord, type CarnetDb, freshReplica, type Replica, type StoredRow } from './db.ts';
import { entriesOf } from './journal.ts';
import type { Store } from './store.ts';

export type ExportedState = {
  exchanges: readonly ExportedExchange[];
  drafts: { key: string; value: unknown; savedAt: number }[];
};

/** Everything but the bytes of files, as it stood at one moment. */
export async function readState({ db, context }: Store): Promise<ExportedState> {
  const tables = await readTables(db);
  const all = Object.values(tables).flat();
  const ids = new Set([context.exchangeId, ...all.flatMap((record) => exchangeOf(record))]);
  return {
    exchanges: [...ids].map((exchangeId) => exportedExchange(exchangeId, tables)),
    drafts: tables.drafts.map(({ key, value, savedAt }) => ({ key, value: value ?? null, savedAt })),
  };
}

type Tables = Awaited<ReturnType<typeof readTables>>;

/** In one transaction, so that no write stands in one table and not in the other. */
function readTables(db: CarnetDb) {
  const { rows, shadows, outbox, journal, rejections, replicas, held, orphans, blobs, drafts } = db;
  const tables = [rows, shadows, outbox, journal, rejections, replicas, held, orphans, blobs, drafts];
  return db.transaction('r', tables, async () => ({
    rows: await rows.toArray(),
    shadows: await shadows.toArray(),
    outbox: await outbox.toArray(),
    journal: await journal.toArray(),
    rejections: await rejections.toArray(),
    replicas: await replicas.toArray(),
    held: await held.toArray(),
    orphans: await orphans.toArray(),
    blobs: await blobs.toArray(),
    drafts: await drafts.toArray(),
  }));
}

function exchangeOf(record: object): string[] {
  return 'exchangeId' in record && typeof record.exchangeId === 'string' ? [record.exchangeId] : [];
}

function exportedExchange(exchangeId: string, tables: Tables): ExportedExchange {
  const own = <T extends { exchangeId: string }>(records: readonly T[]) =>
    records.filter((record) => record.exchangeId === exchangeId);
  const replica = tables.replicas.find((candidate) => candidate.exchangeId === exchangeId);
  const shown = own(tables.rows);
  const copied: CopiedExchange = {
    exchangeId,
    topic: String(shown.find(({ kind, id }) => kind === 'exchange' && id === exchangeId)?.row.topic ?? ''),
    replica: copiedReplica(replica ?? freshReplica(exchangeId)),
    rows: withoutPending(shown, own(tables.shadows)),
    held: own(tables.held).map(copiedRow),
    orphans: own(tables.orphans).map(copiedRow),
    outbox: own(tables.outbox).map(({ sentAt, ...write }) => ({ ...copiedWrite(write), sentAt })),
    journal: own(tables.journal.flatMap(entriesOf)).map(({ ackedAt, ...write }) => ({
      ...copiedWrite(write),
      ackedAt,
    })),
    rejections: own(tables.rejections).map(({ id, name, args, code, detail, queuedAt, rejectedAt }) => {
      return { id, name, args: args ?? null, code, detail, queuedAt, rejectedAt };
    }),
    files: own(tables.blobs).flatMap(copiedFile),
  };
  return { copied, shown };
}

/** The rows as the server had them: what stood there before the pending writes (S4). */
function withoutPending(rows: readonly StoredRow[], shadows: Tables['shadows']): CopiedRow[] {
  const byKey = new Map<string, CopiedRow>(rows.map((row) => [`${row.kind}/${row.id}`, copiedRow(row)]));
  for (const { kind, id, row } of shadows) {
    if (row) byKey.set(`${kind}/${id}`, { kind, id, row });
    else byKey.delete(`${kind}/${id}`);
  }
  return [...byKey.values()];
}

function copiedRow({ kind, id, row }: { kind: string; id: string; row: Record<string, unknown> }): CopiedRow {
  return { kind, id, row };
}

type Write = { seq: number; id: string; name: string; args: unknown; queuedAt: number };

function copiedWrite({ seq, id, name, args, queuedAt }: Write): Write {
  return { seq, id, name, args: args ?? null, queuedAt };
}

function copiedReplica({ cursor, cursorId, devices, lastSeq, ackedSeq, downloadedAt }: Replica) {
  return { cursor, cursorId, devices, lastSeq, ackedSeq, downloadedAt };
}

/** What was cleared to make room is at the server, and has no bytes here to copy. */
function copiedFile(file: BlobRecord): CopiedFile[] {
  const { hash, type, size, state, origin, storedAt, sendingAt, confirmedAt, seenAt } = file;
  return state === 'cleared' ? [] : [{ hash, type, size, state, origin, storedAt, sendingAt, confirmedAt, seenAt }];
}
