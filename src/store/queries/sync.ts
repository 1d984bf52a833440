import type { ErrorCode } from '#domain/errors.ts';
import { parentOf } from '#domain/parents.ts';
import { isRefused } from '../blobs.ts';
import { type BlobRecord, exchangeRange, type OutboxEntry, outboxOf, type StoredRejection } from '../db.ts';
import type { Store } from '../store.ts';
import { readTogether } from './rows.ts';

/** What the one line of sync state says. */
export type SyncState = {
  /** Outbox entries and unconfirmed blobs. */
  waiting: number;
  /** Rejections that the person has not dealt with, and files that the server refused. */
  attention: number;
  reachable: boolean;
  working: boolean;
  /** The sign-in has expired or was revoked: capture goes on, sync waits (S8). */
  signedOut: boolean;
  /** Milliseconds since the epoch; null: never. */
  syncedAt: number | null;
  error: ErrorCode | null;
};

export async function getSyncState(store: Store): Promise<SyncState> {
  const { db, context } = store;
  const tables = [db.outbox, db.blobs, db.rejections, db.status];
  const [entries, blobs, rejections, status] = await readTogether(store, tables, () =>
    Promise.all([
      outboxOf(db, context.exchangeId).count(),
      db.blobs.where('[exchangeId+state]').equals([context.exchangeId, 'waiting']).toArray(),
      db.rejections.where({ exchangeId: context.exchangeId }).count(),
      db.status.get('sync'),
    ]),
  );
  return {
    waiting: entries + blobs.length,
    attention: rejections + blobs.filter(isRefused).length,
    reachable: status?.reachable ?? true,
    working: status?.working ?? false,
    signedOut: status?.error === 'unauthorized',
    syncedAt: status?.syncedAt ?? null,
    error: status?.error ?? null,
  };
}

/** Everything that waits, oldest first. */
export async function listWaiting(store: Store): Promise<{ entries: OutboxEntry[]; blobs: BlobRecord[] }> {
  const { db, context } = store;
  const [queued, replica, blobs] = await Promise.all([
    outboxOf(db, context.exchangeId).toArray(),
    db.replicas.get(context.exchangeId),
    db.blobs.where('[exchangeId+state]').equals([context.exchangeId, 'waiting']).sortBy('storedAt'),
  ]);
  const sent = replica?.sent;
  const entries = queued.map((entry) => {
    return sent && entry.sentAt === null && entry.seq <= sent.to ? { ...entry, sentAt: sent.at } : entry;
  });
  return { entries, blobs };
}

/** The ids of rows that a write in the outbox touches: they bear the “not yet sent” mark. */
export async function pendingRowIds(store: Store): Promise<Set<string>> {
  const shadows = await store.db.shadows.where({ exchangeId: store.context.exchangeId }).toArray();
  const owners = shadows.map(({ kind, row }) => (row ? parentOf(kind, row) : null));
  return new Set([...shadows.map(({ id }) => id), ...owners.filter((owner) => owner !== null)]);
}

export type Unsent = {
  changes: number;
  files: number;
  refused: number;
  /** Forms begun and not saved. */
  forms: number;
};

/** What stands on this device only, in all exchanges of this participant: what a sign-out would take away. */
export async function countUnsent({ db }: Store): Promise<Unsent> {
  const [changes, files, refused, forms] = await Promise.all([
    db.outbox.count(),
    db.blobs.filter(({ state }) => state === 'waiting').count(),
    db.rejections.count(),
    db.drafts.filter(({ value }) => holdsWords(value)).count(),
  ]);
  return { changes, files, refused, forms };
}

/** Whether a form holds something typed: one that was emptied again loses nothing. */
export function holdsWords(value: unknown): boolean {
  if (typeof value !== 'object') return value !== undefined && String(value).trim() !== '';
  return value !== null && Object.values(value).some(holdsWords);
}

export function listRejections(store: Store): Promise<StoredRejection[]> {
  return store.db.rejections.where({ exchangeId: store.context.exchangeId }).sortBy('rejectedAt');
}

/** Custody of a blob on this device: undefined when it has not arrived here yet, or was cleared to make room. */
export async function getBlobRecord(store: Store, hash: string): Promise<BlobRecord | undefined> {
  const record = await store.db.blobs.get([store.context.exchangeId, hash]);
  return record?.state === 'cleared' ? undefined : record;
}

/** A blob's bytes with its type, for an image or a download; undefined when it has not arrived here yet. */
export async function readBlob(store: Store, hash: string): Promise<Blob | undefined> {
  const [record, stored] = await Promise.all([getBlobRecord(store, hash), store.db.blobBytes.get(hash)]);
  return record && stored ? new Blob([stored.bytes], { type: record.type }) : undefined;
}

/** The custody of all blobs of the exchange by hash, for lists. */
export async function blobRecords(store: Store): Promise<Map<string, BlobRecord>> {
  const { exchangeId } = store.context;
  const records = await store.db.blobs
    .where('[exchangeId+hash]')
    .between(...exchangeRange(exchangeId))
    .toArray();
  return new Map(records.map((record) => [record.hash, record]));
}

/** How many rows wait for a version of the app that can read them (S9). */
export function countHeld({ db, context }: Store): Promise<number> {
  return db.held.where({ exchangeId: context.exchangeId }).count();
}
