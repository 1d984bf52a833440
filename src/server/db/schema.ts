import type { ErrorCode } from '#domain/errors.ts';
import type { Currency } from '#domain/expense/money.ts';
import type { FileType } from '#domain/expense/schema.ts';
import type { Role } from '#domain/scalars.ts';

/** The tables as Kysely sees them; migrations.ts makes them. Times are ISO 8601 UTC text, JSON is text. */
export type Database = {
  exchanges: { id: string; version: number; created_at: string };
  /** `value` is null for a deleted row: the tombstone that a pull brings. */
  rows: {
    exchange_id: string;
    kind: string;
    id: string;
    parent_id: string | null;
    version: number;
    value: string | null;
  };
  replicas: { device_id: string; exchange_id: string; last_seq: number };
  mutations: {
    exchange_id: string;
    device_id: string;
    seq: number;
    mutation_id: string;
    participant_id: string;
    name: string;
    args: string;
    version: number;
    /** What tells this version from one of the same number in another history; null where it made none. */
    version_id: string | null;
    /** Null when it was accepted. */
    code: ErrorCode | null;
    detail: string | null;
    received_at: string;
  };
  devices: {
    id: string;
    participant_id: string;
    exchange_id: string | null;
    role: Role;
    token_hash: string;
    name: string;
    created_at: string;
    last_seen_at: string;
    revoked_at: string | null;
  };
  invitations: {
    secret_hash: string;
    participant_id: string;
    name: string;
    exchange_id: string | null;
    role: Role;
    expires_at: string;
    used_by_device: string | null;
    used_at: string | null;
    /** Null where it has only a link. */
    code_hash: string | null;
    /** Whom it lets in: a person for the first time, or a further device of one who is. Null: made before there were others. */
    purpose: 'invite' | 'device' | null;
    created_at: string | null;
    revoked_at: string | null;
  };
  /** Accounts elsewhere, by which their people sign in. `exchange_key` is '' for the Hub's, as a key may not be null. */
  accounts: {
    participant_id: string;
    exchange_key: string;
    role: Role;
    subject: string;
    username: string;
    linked_at: string;
  };
  uploads: {
    id: string;
    exchange_id: string;
    device_id: string;
    hash: string;
    type: FileType;
    size: number;
    received: number;
    /** JSON: `Piece[]` of storage.ts. */
    pieces: string;
    created_at: string;
  };
  blobs: {
    exchange_id: string;
    hash: string;
    size: number;
    type: FileType;
    created_at: string;
    /** The participant who uploaded it; null when that is not known. */
    created_by: string | null;
  };
  /** Files whose time was over (retention/purge.ts): they are never taken in again. `removed_at`: null until their bytes are gone. */
  purged: {
    exchange_id: string;
    hash: string;
    size: number;
    type: FileType;
    purged_at: string;
    removed_at: string | null;
  };
  /** Who has said that their phone holds a file's bytes, and when first. */
  copies: { exchange_id: string; hash: string; participant_id: string; stored_at: string };
  /** The versions of the programme's template; none is ever changed. */
  templates: { version: number; value: string; saved_at: string; saved_by: string };
  /** The board's summary of each exchange, as it was at a version; made anew from the rows when that is older. */
  summaries: { exchange_id: string; version: number; format: number; value: string };
  /** What banks have published: so many `to_currency` for one `from_currency`. */
  rates: { source: string; from_currency: Currency; to_currency: Currency; day: string; value: string };
  calendars: { exchange_id: string; participant_id: string; secret_hash: string; role: Role; created_at: string };
  migrations: { id: number; applied_at: string };
};
