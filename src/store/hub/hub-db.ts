import Dexie, { type EntityTable } from 'dexie';
import type { BoardFilter } from '#domain/board/board-filter.ts';
import type { BoardEntry } from '#domain/board/schema.ts';
import type { NewExchange } from '#domain/creation/new-exchange.ts';
import type { ErrorCode } from '#domain/errors.ts';
import type { SavedTemplate } from '#domain/template/schema.ts';
import { type DraftRecord, dexieOptions } from '../db.ts';

/** An exchange of the board as it was last heard of, and the stamp by which the server knows whether that is all. */
export type BoardRecord = { id: string; stamp: string; entry: BoardEntry };

/** How the board on this device stands. Times in milliseconds since the epoch. */
export type BoardStatus = {
  key: 'board';
  /** When all of it was last here; null: never (say so, don't show an empty board). */
  loadedAt: number | null;
  working: boolean;
  /** Why the last attempt failed, or null. */
  error: ErrorCode | null;
};

/** A filter that somebody gave a name. */
export type SavedFilter = { id: string; name: string; filter: BoardFilter };

/** The programme's template as it was last heard of. */
type KeptTemplate = SavedTemplate & { key: 'current' };

/** An exchange that was created on this device and that the server has not confirmed. */
export type Creation = {
  id: string;
  created: NewExchange;
  /** Milliseconds since the epoch. */
  queuedAt: number;
  /** Why the server does not take it; null: it waits to be sent. */
  refused: ErrorCode | null;
};

/**
 * What one Hub person has on this device beyond the open exchange: the board and the forms that span exchanges. A
 * database of its own, because it is there before any exchange is open.
 */
export class HubDb extends Dexie {
  declare readonly board: EntityTable<BoardRecord, 'id'>;
  declare readonly status: EntityTable<BoardStatus, 'key'>;
  declare readonly filters: EntityTable<SavedFilter, 'id'>;
  declare readonly templates: EntityTable<KeptTemplate, 'key'>;
  declare readonly creations: EntityTable<Creation, 'id'>;
  declare readonly drafts: EntityTable<DraftRecord, 'key'>;

  constructor(participantId: string) {
    super(hubDbName(participantId), dexieOptions);
    this.version(1).stores({
      board: 'id',
      status: 'key',
      filters: 'id',
      creations: 'id',
      templates: 'key',
      drafts: 'key',
    });
  }
}

function hubDbName(participantId: string): string {
  return `carnet-hub-${participantId}`;
}

/** Removes what a Hub person has here beside the exchanges; of anybody else there is nothing. */
export async function deleteHubDb(participantId: string): Promise<void> {
  await Dexie.delete(hubDbName(participantId));
}
