import Dexie, { type Collection, type DexieOptions, type EntityTable, type Table, type Transaction } from 'dexie';
import type { ErrorCode } from '#domain/errors.ts';
import type { FileType } from '#domain/expense/schema.ts';
import type { Kind, Row } from '#domain/kinds.ts';
import type { RatePack } from '#domain/rates/schema.ts';
import type { Guide } from './guide.ts';
import { type Troubles, upToVersion, watchTrouble } from './trouble.ts';

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
  /**
   * When it was first handed to the network, or null: from then on it never changes. Of a write that could not have
   * grown before (any but an edit of a text) `Replica.sent` may tell it instead; `listWaiting` gives both.
   */
  sentAt: number | null;
  /**
   * The number under which the server has answered that it holds this very write; null: it has not, or not yet. Versions
   * before `Replica.held` wrote it here.
   */
  heldAs: number | null;
};

/**
 * A write of this device that the server has acknowledged. Kept, because a server that is set up again from a backup
 * may have lost it: then it goes back into the outbox.
 */
export type JournalEntry = Pick<OutboxEntry, 'exchangeId' | 'seq' | 'id' | 'name' | 'args' | 'queuedAt'> & {
  ackedAt: number;
};

/**
 * As it lies in the table: the last of some writes that were acknowledged together, with those before it. One record of
 * them all is one request to the database. Without `before` where there was but one, and from versions before.
 */
export type JournalRecord = JournalEntry & { before?: JournalEntry[] };

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

/** Numbers of the outbox, both ends included. */
export type SeqRange = { from: number; to: number };

/** How far this device is with one exchange. */
export type Replica = {
  exchangeId: string;
  /** The server's version up to which everything is here. */
  cursor: number;
  /** That version's id: a server that knows another one there has another history. Null: not known. */
  cursorId: string | null;
  /** The last number that the server had of each device at the cursor, by the device's id. */
  devices: Record<string, number>;
  /** The last number given to a write of this device. */
  lastSeq: number;
  /** The last number whose acknowledgement is stored. */
  ackedSeq: number;
  /**
   * The writes of which the server has answered that it holds these very ones, by number and id; null or absent: none.
   * One place for all of them: to note it in each costs as many requests to the database as there are.
   */
  held?: SeqRange | null;
  /** Up to which number writes have been handed to the network, and when (ms since the epoch) the last of them was. */
  sent?: { to: number; at: number } | null;
  /** When the exchange was first here in full; null: never downloaded (say so, don't show an empty screen). */
  downloadedAt: number | null;
  /** When the server was last asked whether it still has every file that it has confirmed. */
  filesCheckedAt: number | null;
};

/** A replica that has not exchanged anything yet. */
export function freshReplica(exchangeId: string): Replica {
  const never = { downloadedAt: null, filesCheckedAt: null };
  return { exchangeId, cursor: 0, cursorId: null, devices: {}, lastSeq: 0, ackedSeq: 0, ...never };
}

/** A row that this version of the app can't read, kept as it came until one that can is installed (S9). */
export type HeldRow = { exchangeId: string; kind: string; id: string; row: Record<string, unknown> };

/**
 * A row that was here and that a server set up again from a backup does not have, of somebody whose phone has not
 * brought it back yet. Not shown among the rows, not lost either: it is in every export.
 */
export type OrphanRow = Omit<StoredRow, 'parentId'>;

/** The custody of a photo or PDF (S6). Its bytes are in `blobBytes`, under the same hash. */
export type BlobRecord = {
  exchangeId: string;
  hash: string;
  type: FileType;
  /** Bytes. */
  size: number;
  /**
   * `waiting`: captured here, read back, not yet confirmed. `confirmed`: the server has verified this hash.
   * `cleared`: received, and its bytes were removed to make room; it comes again only when the person asks for it.
   * With the `lastError` `file_purged` it does not: the server has removed it, too (forget-purged.ts).
   */
  state: 'waiting' | 'confirmed' | 'cleared';
  /** Taken on this phone, or fetched from the server. */
  origin: 'captured' | 'received';
  /** The tus upload to resume, and how many bytes the server had of it when last heard of. */
  uploadUrl: string | null;
  sentBytes: number;
  /** When it was written here and read back; milliseconds since the epoch, as the other times. */
  storedAt: number;
  /** When its first byte was sent. */
  sendingAt: number | null;
  /** When the server had verified its hash. */
  confirmedAt: number | null;
  /** When the phone of another participant said that it holds the same bytes. */
  seenAt: number | null;
  /** When the server was told that this phone holds what it received. */
  reportedAt: number | null;
  lastError: ErrorCode | null;
};

/** A form being typed, so that a reload or a killed page brings it back. */
export type DraftRecord = { key: string; value: unknown; savedAt: number };

/**
 * What the sync loop last found out; the screens read it and never ask the loop. A transaction over this table does not wait
 * for the disk: nothing that a person enters is written in one (S1).
 */
export type SyncStatus = {
  key: 'sync';
  reachable: boolean;
  working: boolean;
  /** When everything was last exchanged; milliseconds since the epoch. */
  syncedAt: number | null;
  /** Why the last attempt failed, or null. */
  error: ErrorCode | null;
};

/** A file that the person asked for, to be sent or fetched over any connection. */
export type WantedFile = { exchangeId: string; hash: string };

/** What the person has chosen for this phone, and what it keeps beside the exchange. */
export type SettingRecord =
  | { key: 'photos'; value: PhotoSetting }
  /** Whether photos are kept as they were picked, too (originals.ts). */
  | { key: 'originals'; value: boolean }
  /** The published exchange rates, and when they came (ms since the epoch). */
  | { key: 'rates'; value: { pack: RatePack; fetchedAt: number } }
  /** What this device has shown of Carnet itself (guide.ts). */
  | { key: 'guide'; value: Guide }
  /** By session: the place of the last change by the other side that the person has put away. */
  | { key: 'seenChanges'; value: Record<string, number> };

/** Which connections photos may use: any, or only one that the browser knows to be free of charge. */
export type PhotoSetting = 'always' | 'unmetered';

/** How each database of this app is opened. */
export const dexieOptions: DexieOptions = {
  /** "Saved" is shown when the bytes are on the disk, not when the browser has promised to write them (S1). */
  chromeTransactionDurability: 'strict',
  /**
   * Dexie's cache holds an answer with the call that asked for it, and with that whoever watched before: each screen that
   * was ever open stayed in memory.
   */
  cache: 'disabled',
};

/** The database of a participant in the browser. */
export function databaseName(participantId: string): string {
  return `carnet-${participantId}`;
}

const latest = 2;
/** The version of today as the browser keeps it: Dexie's times ten. */
export const nativeVersion = 10 * latest;

/**
 * One database per participant of this installation. Version numbers only grow; each gets an
 * upgrade that keeps the outbox, and a test that opens the version before it (S9).
 */
export class CarnetDb extends Dexie {
  declare readonly rows: Table<StoredRow, [string, Kind, string]>;
  declare readonly shadows: Table<Shadow, [string, Kind, string]>;
  declare readonly outbox: Table<OutboxEntry, [string, number]>;
  declare readonly journal: Table<JournalRecord, [string, number]>;
  declare readonly orphans: Table<OrphanRow, [string, Kind, string]>;
  declare readonly wanted: Table<WantedFile, [string, string]>;
  declare readonly settings: EntityTable<SettingRecord, 'key'>;
  declare readonly rejections: EntityTable<StoredRejection, 'id'>;
  declare readonly replicas: EntityTable<Replica, 'exchangeId'>;
  declare readonly held: Table<HeldRow, [string, string, string]>;
  declare readonly blobs: Table<BlobRecord, [string, string]>;
  declare readonly blobBytes: EntityTable<{ hash: string; bytes: ArrayBuffer }, 'hash'>;
  declare readonly drafts: EntityTable<DraftRecord, 'key'>;
  declare readonly status: EntityTable<SyncStatus, 'key'>;

  /** What keeps this tab from it (S11). */
  readonly troubles: Troubles = watchTrouble(this);

  constructor(participantId: string) {
    super(databaseName(participantId), { ...dexieOptions, indexedDB: upToVersion(() => this) });
    // What the sync notes with its status need not be on the disk to go on: the server has it, or it is found out again. A
    // crash of the app loses nothing of it, and a power cut undoes each step as a whole, with all that came after it.
    this.use({
      stack: 'dbcore',
      create: (core) => ({
        ...core,
        transaction: (tables, mode, options) =>
          core.transaction(tables, mode, tables.includes('status') ? { durability: 'relaxed' } : options),
      }),
    });
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
    this.version(latest)
      .stores({
        journal: '[exchangeId+seq]',
        orphans: '[exchangeId+kind+id], exchangeId',
        wanted: '[exchangeId+hash]',
        settings: 'key',
      })
      .upgrade(upgradeTo2);
  }
}

/** 2: the journal of acknowledged writes, what the server's history is known by, and the custody of files. */
async function upgradeTo2(tx: Transaction): Promise<void> {
  await tx.table('outbox').toCollection().modify({ heldAs: null });
  await tx.table('replicas').toCollection().modify({ cursorId: null, devices: {}, filesCheckedAt: null });
  await tx
    .table('blobs')
    .toCollection()
    .modify((blob) => {
      // Version 1 gave what it had received one time for both.
      blob.origin = blob.storedAt === blob.confirmedAt ? 'received' : 'captured';
      Object.assign(blob, { sendingAt: null, seenAt: null, reportedAt: null });
    });
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
