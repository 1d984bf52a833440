import Dexie, { type Collection, type EntityTable, type Table } from 'dexie';
import type { ErrorCode } from '#domain/errors.ts';
import type { FileType } from '#domain/expense/schema.ts';
import type { Kind, Row } from '#domain/kinds.ts';

/** A row of the exchange as the screens show it: the server's state with this device's pending writes on top. */
export type StoredRow = { exchangeId: string; kind: Kind; id: string; parentId: string; row: Row };

/** What a row was before the first pending write touched it; null when it did not exist. Undone at every pull (S4). */
export type Shadow = { exchangeId: string; kind: Kind; id: string; row: Row | null };

/** A write made here that the server has not confirmed. */
export type OutboxEntry = {
  exchangeId: string;
  /** 1, 2, 3 … per exchange, without gaps (S2). */
  seq: number;
  id: string;
  name: string;
  args: unknown;
  /** When the person wrote it: milliseconds since the epoch. */
  queuedAt: number;
  /** When it was first handed to the network, or null: from then on it never changes. */
  sentAt: number | null;
};

/** A write that the server could not accept: what was typed stays here until the person decides (S3). */
export type StoredRejection = {
  id: string;
  exchangeId: string;
  name: string;
  args: unknown;
  code: ErrorCode;
  detail: string | null;
  queuedAt: number;
  rejectedAt: number;
};

/** How far this device is with one exchange. */
export type Replica = {
  exchangeId: string;
  /** The server's version up to which everything is here. */
  cursor: number;
  /** The last number given to a write of this device. */
  lastSeq: number;
  /** The last number whose acknowledgement is stored. */
  ackedSeq: number;
  /** When the exchange was first here in full; null: never downloaded (say so, don't show an empty screen). */
  downloadedAt: number | null;
};

/** A replica that has not exchanged anything yet. */
export function freshReplica(exchangeId: string): Replica {
  return { exchangeId, cursor: 0, lastSeq: 0, ackedSeq: 0, downloadedAt: null };
}

/** A row that this version of the app can't read, kept as it came until one that can is installed (S9). */
export type HeldRow = { exchangeId: string; kind: string; id: string; row: Record<string, unknown> };

/** The custody of a photo or PDF (S6). Its bytes are in `blobBytes`, under the same hash. */
export type BlobRecord = {
  exchangeId: string;
  hash: string;
  type: FileType;
  /** Bytes. */
  size: number;
  /** `waiting`: captured here, read back, not yet confirmed. `confirmed`: the server has verified this hash. */
  state: 'waiting' | 'confirmed';
  /** The tus upload to resume, and how many bytes the server had of it when last heard of. */
  uploadUrl: string | null;
  sentBytes: number;
  storedAt: number;
  confirmedAt: number | null;
  lastError: ErrorCode | null;
};

/** A form being typed, so that a reload or a killed page brings it back. */
export type DraftRecord = { key: string; value: unknown; savedAt: number };

/** What the sync loop last found out; the screens read it and never ask the loop. */
export type SyncStatus = {
  key: 'sync';
  reachable: boolean;
  working: boolean;
  /** When everything was last exchanged; milliseconds since the epoch. */
  syncedAt: number | null;
  /** Why the last attempt failed, or null. */
  error: ErrorCode | null;
};

/**
 * One database per participant of this installation. Version numbers only grow; each gets an
 * upgrade that keeps the outbox, and a test that opens the version before it (S9).
 */
export class CarnetDb extends Dexie {
  declare readonly rows: Table<StoredRow, [string, Kind, string]>;
  declare readonly shadows: Table<Shadow, [string, Kind, string]>;
  declare readonly outbox: Table<OutboxEntry, [string, number]>;
  declare readonly rejections: EntityTable<StoredRejection, 'id'>;
  declare readonly replicas: EntityTable<Replica, 'exchangeId'>;
  declare readonly held: Table<HeldRow, [string, string, string]>;
  declare readonly blobs: Table<BlobRecord, [string, string]>;
  declare readonly blobBytes: EntityTable<{ hash: string; bytes: ArrayBuffer }, 'hash'>;
  declare readonly drafts: EntityTable<DraftRecord, 'key'>;
  declare readonly status: EntityTable<SyncStatus, 'key'>;

  constructor(participantId: string) {
    // Strict: "saved" is shown when the bytes are on the disk, not when the browser has promised to write them (S1).
    super(`carnet-${participantId}`, { chromeTransactionDurability: 'strict' });
    // Another tab signs out, or brings a newer version: this one lets go, and does not make the database anew.
    this.on('versionchange', () => this.close({ disableAutoOpen: true }));
    this.version(1).stores({
      rows: '[exchangeId+kind+id], [exchangeId+kind+parentId]',
      shadows: '[exchangeId+kind+id], exchangeId',
      outbox: '[exchangeId+seq], &id',
      rejections: 'id, exchangeId',
      replicas: 'exchangeId',
      held: '[exchangeId+kind+id], exchangeId',
      blobs: '[exchangeId+hash], [exchangeId+state]',
      blobBytes: 'hash',
      drafts: 'key',
      status: 'key',
    });
  }
}

/** The outbox of one exchange, oldest first. */
export function outboxOf(db: CarnetDb, exchangeId: string): Collection<OutboxEntry, [string, number]> {
  return db.outbox.where('[exchangeId+seq]').between(...exchangeRange(exchangeId));
}

/** All keys of one exchange in a table whose primary key begins with it. */
export function exchangeRange(exchangeId: string): [[string, typeof Dexie.minKey], [string, typeof Dexie.maxKey]] {
  return [
    [exchangeId, Dexie.minKey],
    [exchangeId, Dexie.maxKey],
  ];
}
