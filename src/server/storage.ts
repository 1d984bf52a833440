import type { Standing } from '#domain/access/messages.ts';
import type { ErrorCode, Rejection } from '#domain/errors.ts';
import type { Participant } from '#domain/exchange/schema.ts';
import type { FileType } from '#domain/expense/schema.ts';
import type { Kind, Row } from '#domain/kinds.ts';
import type { Change, Rejected } from '#domain/protocol.ts';
import type { Quote } from '#domain/rates/schema.ts';
import type { Role } from '#domain/scalars.ts';
import type { TrailPlace } from '#domain/trail/trail.ts';
import type { Tx } from '#domain/tx.ts';
import type { PeopleStorage, PurgedFile } from './retention/ports.ts';

/**
 * The storage port: everything the server keeps but the bytes of files (see blobs/blob-port.ts).
 * SQLite implements it now, PostgreSQL behind the same queries later. Times are ISO 8601 UTC with
 * milliseconds and come from the caller; sizes are bytes. Every method throws {@link StorageError}
 * when the store fails, and then nothing of its transaction has happened.
 */
export interface Storage {
  readonly name: 'sqlite' | 'postgres';
  /** Resolves when the store answers a query. */
  ping(): Promise<void>;
  close(): Promise<void>;
  /**
   * Runs `work` in one transaction that is alone in writing to this exchange (S2: last number and
   * effects together). What `work` throws rolls everything back and is thrown again. It may be run a second time, after
   * what it wrote was rolled back because of another, so it changes nothing but what it is given.
   */
  write<T>(exchangeId: string, work: (writer: ExchangeWriter) => Promise<T>): Promise<T>;
  /** Runs `work` on one consistent state of the exchange. */
  read<T>(exchangeId: string, work: (reader: ExchangeReader) => Promise<T>): Promise<T>;
  /** All exchanges, or the one given; none when it has not been created yet. */
  listExchanges(only: string | null): Promise<ExchangeTitle[]>;
  /** Ids of all exchanges that anything was ever written to, in order. */
  exchangeIds(): Promise<string[]>;
  /** Looks for what can't be in a sound store. @returns each fault in words; none when all is well */
  findFaults(): Promise<string[]>;
  readonly signIns: SignInStorage;
  readonly access: AccessStorage;
  readonly files: FileStorage;
  readonly board: BoardStorage;
  readonly templates: TemplateStorage;
  readonly rates: RateStorage;
  readonly calendars: CalendarStorage;
  readonly people: PeopleStorage;
}

/** The store itself failed (disk full, locked, connection lost): try again later, nothing was kept. */
export class StorageError extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'StorageError';
  }
}

export type ExchangeTitle = { readonly id: string; readonly topic: string };

/** A row's change together with the version of the exchange that it happened in (S5). */
export type VersionedChange = Change & { readonly version: number };

/** The same with the row's JSON as it stands in the store, where `JSON.stringify` has written it. */
export type ChangeText = Omit<VersionedChange, 'row'> & { readonly json: string | null };

export interface ExchangeReader {
  /** All rows of a kind, whoever may read them (private.ts). */
  list<K extends Kind>(kind: K): Promise<Row<K>[]>;
  /** The exchange's current version; 0 before its first write. */
  version(): Promise<number>;
  /** The last number kept of this device, 0 at first (S2). */
  lastSeq(deviceId: string): Promise<number>;
  /** Ids of the mutations kept under the numbers `from`..`to` of this device, by number. */
  mutationIds(deviceId: string, from: number, to: number): Promise<Map<number, string>>;
  /** The last number kept of each device that has written to the exchange, by the device's id. */
  lastSeqs(): Promise<Record<string, number>>;
  /** What tells a version from one of the same number in another history; null when the server did not see it happen. */
  versionId(version: number): Promise<string | null>;
  /**
   * What became of this participant's mutations that were kept under any number and from any of their devices, by id;
   * without those never seen.
   */
  outcomesOf(participantId: string, mutationIds: readonly string[]): Promise<Map<string, Outcome>>;
  /** The device's rejections after a number, in order (S3). */
  rejectedSince(deviceId: string, seq: number): Promise<Rejected[]>;
  /** Rows changed after a version, tombstones included, ordered by version, kind and id (S4). */
  changedSince(version: number, limit: number): Promise<VersionedChange[]>;
  /** All rows that last changed in exactly this version, in the same order. */
  changedIn(version: number): Promise<VersionedChange[]>;
  /** As `changedSince`, for whoever hands rows on as they are. */
  textsSince(version: number, limit: number): Promise<ChangeText[]>;
  /** As `changedIn`. */
  textsIn(version: number): Promise<ChangeText[]>;
  /** All rows of a kind as they are now, ordered by id. */
  listRows<K extends Kind>(kind: K): Promise<Row<K>[]>;
  /** The rows of these kinds that are there now, ordered by kind and id. */
  rowsOf(kinds: readonly string[]): Promise<{ kind: string; row: Record<string, unknown> }[]>;
  /** What was received, accepted or not, newest first: those before a place in the log that a filter lets through. */
  logBefore(before: TrailPlace | null, filter: LogFilter, limit: number): Promise<LogEntry[]>;
}

export interface ExchangeWriter extends ExchangeReader {
  /** The domain's port; every row put or deleted through it carries `version`. */
  txAt(version: number): Tx;
  countRows(kind: Kind, parentId: string): Promise<number>;
  saveVersion(version: number): Promise<void>;
  saveLastSeq(deviceId: string, seq: number): Promise<void>;
  appendLog(entry: LogEntry): Promise<void>;
  /** Takes the args of entries of the log anew. @returns how many */
  rewriteLog(argsOf: (entry: LogEntry) => unknown): Promise<number>;
  /** Notes these verified blobs as purged, in the place of their own records. @returns those that were there */
  purgeBlobs(hashes: readonly string[], at: string): Promise<StoredBlob[]>;
}

/** One person's mutations, or those of one noun; null: all. */
export type LogFilter = { readonly participantId: string | null; readonly noun: string | null };

/** What a mutation came to, and the version of the exchange after it. */
export type Outcome = { readonly version: number; readonly rejection: Rejection | undefined };

/** One received mutation, accepted or rejected, as the device sent it. */
export type LogEntry = {
  readonly deviceId: string;
  readonly seq: number;
  readonly mutationId: string;
  readonly participantId: string;
  readonly name: string;
  readonly args: unknown;
  /** The exchange's version after it; of one that came again, after it came first. */
  readonly version: number;
  /** The id of the version that it made; null or absent where it made none. */
  readonly versionId?: string | null;
  readonly rejection: Rejection | undefined;
  readonly receivedAt: string;
};

/** One installation signed in for one participant; `exchangeId` is null for Hub staff, who span all. */
export type Device = {
  readonly id: string;
  readonly participantId: string;
  readonly exchangeId: string | null;
  readonly role: Role;
  readonly name: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly revokedAt: string | null;
};

/** The secret address under which a calendar program reads one participant's schedule. */
export type CalendarLink = {
  /** SHA-256 of the secret, hexadecimal. */
  readonly secretHash: string;
  readonly exchangeId: string;
  readonly participantId: string;
  readonly role: Role;
  readonly createdAt: string;
};

export interface CalendarStorage {
  /** Takes the place of the address that the participant had. */
  save(link: CalendarLink): Promise<void>;
  find(secretHash: string): Promise<CalendarLink | undefined>;
  /** Since when a participant's schedule has an address; null: it has none. */
  createdAt(exchangeId: string, participantId: string): Promise<string | null>;
  remove(exchangeId: string, participantId: string): Promise<void>;
}

export type StoredInvitation = {
  /** SHA-256 of the secret, hexadecimal. */
  readonly secretHash: string;
  readonly participantId: string;
  readonly name: string;
  readonly exchangeId: string | null;
  readonly role: Role;
  readonly expiresAt: string;
  readonly usedByDevice: string | null;
  readonly usedAt: string | null;
  /** Taken back, or replaced by a newer one. */
  readonly revokedAt: string | null;
};

export type NewInvitation = Omit<StoredInvitation, 'usedByDevice' | 'usedAt' | 'revokedAt'>;

export type Redemption = {
  readonly secretHash: string;
  readonly deviceId: string;
  readonly deviceName: string;
  readonly tokenHash: string;
  readonly at: string;
};

export interface SignInStorage {
  addInvitation(invitation: NewInvitation): Promise<void>;
  findInvitation(secretHash: string): Promise<StoredInvitation | undefined>;
  /** Uses an invitation and signs the device in, in one transaction; or says why not. */
  redeem(redemption: Redemption): Promise<StoredInvitation | ErrorCode>;
  /** The device that holds this token, unless it was revoked. */
  findDevice(tokenHash: string): Promise<Device | undefined>;
  /** Ends a device's sign-in; what it had not sent waits on it (S8). */
  revokeDevice(deviceId: string, at: string): Promise<void>;
  touchDevice(deviceId: string, at: string): Promise<void>;
  /** Whether any Hub device is signed in. */
  hasHubDevice(): Promise<boolean>;
}

/** What was last kept of an exchange as the board shows it. */
export type KeptSummary = {
  /** The exchange's version that it was made from, and the format that it was made in. */
  readonly version: number;
  readonly format: number;
  readonly summary: unknown;
};

/** A version of the programme's template, as it was saved. */
export type StoredTemplate = {
  readonly version: number;
  readonly template: unknown;
  readonly savedAt: string;
  /** The Hub person's id. */
  readonly savedBy: string;
};

export interface TemplateStorage {
  /** The version that was saved last. */
  current(): Promise<StoredTemplate | undefined>;
  /** All versions, the newest first, without their content. */
  history(): Promise<Omit<StoredTemplate, 'template'>[]>;
  /** Keeps a version; false when there is one of this number already. */
  save(template: StoredTemplate): Promise<boolean>;
}

export type BoardLine = { readonly id: string; readonly version: number; readonly kept: KeptSummary | null };

export interface BoardStorage {
  /** Exchanges in the order of their ids, after one, or those of a list; at most `limit`. */
  lines(which: { after: string | null } | { only: readonly string[] }, limit: number): Promise<BoardLine[]>;
  /** Keeps a summary, unless a newer one is kept already. */
  save(exchangeId: string, kept: KeptSummary): Promise<void>;
  /** The names by which these people were invited; an id that was never invited is left out. */
  namesOf(participantIds: readonly string[]): Promise<Map<string, string>>;
  /** When a device of each participant of these exchanges, not revoked, was last heard of. */
  lastSeen(exchangeIds: readonly string[]): Promise<{ exchangeId: string; participantId: string; at: string }[]>;
}

/** An invitation that can be typed as well. */
export type TypedInvitation = NewInvitation & {
  /** The hash of its code (codes.ts), in hexadecimal. */
  readonly codeHash: string;
  /** Of a person for the first time, or of a further device of one who is in. */
  readonly purpose: 'invite' | 'device';
  readonly createdAt: string;
};

/** A person of an exchange, or with null one of the Hub's own. */
export type PersonKey = { readonly exchangeId: string | null; readonly participantId: string };

/** Somebody's account at the provider; `subject` never changes. */
export type LinkedAccount = { readonly subject: string; readonly username: string; readonly linkedAt: string };

/** Who has been let in, and on which devices. */
export interface AccessStorage {
  /** Keeps an invitation; the unused ones of the same purpose that the person had end with it, in one transaction. */
  invite(invitation: TypedInvitation): Promise<void>;
  /** The `secretHash` of the invitation with this code. */
  findByCode(codeHash: string): Promise<string | undefined>;
  /** Ends what is unused, and with `devices` every sign-in of the person. */
  revoke(person: PersonKey, at: string, devices: boolean): Promise<void>;
  /** Of everybody in an exchange (or of the Hub's people) who was ever invited. @param at now */
  standings(exchangeId: string | null, at: string): Promise<Standing[]>;
  /** A person's devices that are signed in, the last seen first. */
  devicesOf(person: PersonKey): Promise<Device[]>;
  /** The name under which somebody was last invited. */
  nameOf(person: PersonKey): Promise<string | undefined>;
  /** Binds an account to a person, in the place of the one that was. */
  linkAccount(person: PersonKey & Pick<Device, 'role'>, account: LinkedAccount): Promise<void>;
  unlinkAccount(person: PersonKey): Promise<void>;
  accountOf(person: PersonKey): Promise<LinkedAccount | undefined>;
  /** Everybody whom an account is bound to. */
  peopleOfAccount(subject: string): Promise<(PersonKey & Pick<Device, 'role'>)[]>;
  /** Somebody of an exchange, by its rows. */
  participantOf(exchangeId: string, participantId: string): Promise<Participant | undefined>;
}

/** A received part of an upload: the name of its object and its length. */
export type Piece = { readonly name: string; readonly size: number };

/** The state of a resumable upload (tus): it survives a restart of the server. */
export type StoredUpload = {
  readonly id: string;
  readonly exchangeId: string;
  readonly deviceId: string;
  readonly hash: string;
  readonly type: FileType;
  readonly size: number;
  /** Bytes received so far; equals `size` only when the blob has been verified. */
  readonly received: number;
  readonly pieces: readonly Piece[];
  readonly createdAt: string;
};

/** Bytes whose SHA-256 the server has checked itself (S6). */
export type StoredBlob = {
  readonly exchangeId: string;
  readonly hash: string;
  readonly size: number;
  readonly type: FileType;
  readonly createdAt: string;
  /** The device that uploaded it; absent where the server put it there itself. */
  readonly deviceId?: string;
};

export type BlobName = Pick<StoredBlob, 'exchangeId' | 'hash'>;

/** Somebody's phone holds a blob since `at`. */
export type Copy = { readonly hash: string; readonly at: string };

/** What an exchange holds in files, and what of it one participant has brought. */
export type FileUsage = {
  readonly files: number;
  readonly bytes: number;
  readonly ownFiles: number;
  readonly ownBytes: number;
  /** Uploads that one device has begun and not finished. */
  readonly begun: number;
};

export interface FileStorage {
  usage(exchangeId: string, device: Pick<Device, 'id' | 'participantId'>): Promise<FileUsage>;
  addUpload(upload: StoredUpload): Promise<void>;
  findUpload(id: string): Promise<StoredUpload | undefined>;
  /** Records received pieces if the upload still stands at `from` bytes. @returns whether it did */
  advanceUpload(upload: StoredUpload, from: number): Promise<boolean>;
  /** Records the verified blob and the end of its upload in one transaction. */
  completeUpload(upload: StoredUpload, blob: StoredBlob): Promise<void>;
  deleteUpload(id: string): Promise<void>;
  /** Forgets all uploads that are under way: their pieces are elsewhere, and the phones begin anew. */
  forgetUploads(): Promise<void>;
  uploadsCreatedBefore(at: string): Promise<StoredUpload[]>;
  /** Does nothing when the exchange has this blob already. */
  addBlob(blob: StoredBlob): Promise<void>;
  forgetBlob(exchangeId: string, hash: string): Promise<void>;
  findBlob(exchangeId: string, hash: string): Promise<StoredBlob | undefined>;
  /** Which of these hashes are neither those of verified blobs of the exchange nor purged. */
  missingBlobs(exchangeId: string, hashes: readonly string[]): Promise<string[]>;
  /** Which of these hashes were purged: they are not taken in again. */
  purgedBlobs(exchangeId: string, hashes: readonly string[]): Promise<string[]>;
  /** What was purged from an exchange, the latest first. */
  listPurged(exchangeId: string): Promise<PurgedFile[]>;
  /** What was purged and whose bytes may still lie in the store of the files. */
  unremovedBlobs(): Promise<BlobName[]>;
  /** Notes that a purged blob's bytes are gone. */
  noteRemoved(blob: BlobName, at: string): Promise<void>;
  /** All verified blobs, in pages: those after `after` in the order of exchange and hash; from the first when absent. */
  listBlobs(after: BlobName | undefined, limit: number): Promise<StoredBlob[]>;
  /**
   * Notes that a participant's phone holds these blobs; of those that the server does not have, nothing is noted.
   * @returns whether anything of it was new
   */
  addCopies(exchangeId: string, participantId: string, hashes: readonly string[], at: string): Promise<boolean>;
  /** Since when somebody other than this participant holds each of these blobs; those that nobody does are left out. */
  copiesOfOthers(exchangeId: string, participantId: string, hashes: readonly string[]): Promise<Copy[]>;
}

/** Exchange rates as the banks have published them; they belong to no exchange. */
export interface RateStorage {
  /** A figure that is there already takes the new value: banks correct theirs. Several servers may save the same. */
  save(quotes: readonly Quote[]): Promise<void>;
  /** Everything of a day (`YYYY-MM-DD`) and later, by source, pair and day. */
  since(day: string): Promise<Quote[]>;
  /** The newest day of each source. */
  lastDays(): Promise<Record<string, string>>;
}
