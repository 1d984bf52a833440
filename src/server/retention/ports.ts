import type { Role } from '#domain/scalars.ts';
import type { Device, StoredBlob } from '../storage.ts';

/** A file whose time was over: what is left of it is this line. */
export type PurgedFile = Omit<StoredBlob, 'createdAt' | 'deviceId'> & {
  readonly purgedAt: string;
  /** When its bytes were gone; null: not yet, and the next purge goes on. */
  readonly removedAt: string | null;
};

/** An invitation as its person may have it: without its secret. */
export type SentInvitation = {
  readonly exchangeId: string | null;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: string | null;
  readonly expiresAt: string;
  readonly usedAt: string | null;
};

/** What the server keeps of a person beside the rows and the log, without secrets and their hashes. */
export type Belongings = {
  readonly devices: readonly Device[];
  readonly invitations: readonly SentInvitation[];
  readonly accounts: readonly { exchangeId: string | null; username: string; linkedAt: string }[];
  readonly calendars: readonly { exchangeId: string; createdAt: string }[];
  /** Files that they brought. */
  readonly files: readonly StoredBlob[];
};

/** A person over all exchanges, for what they may ask: their data, and its erasure. */
export interface PeopleStorage {
  /** Exchanges in which a participant stands, has written, or has been let in; in order. */
  exchangesOf(participantId: string): Promise<string[]>;
  belongingsOf(participantId: string): Promise<Belongings>;
  /** Deletes devices, invitations, bound accounts and calendar addresses, in one transaction. */
  deleteBelongings(participantId: string): Promise<void>;
}
