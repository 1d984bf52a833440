import type { Kind, Row } from './kinds.ts';

/**
 * The port that a mutator reads and writes through, bound to one exchange and one transaction.
 * Implementations: memory, Dexie on the phone, SQL on the server; `tests/contract` runs on all.
 */
export interface Tx {
  get<K extends Kind>(kind: K, id: string): Promise<Row<K> | undefined>;
  /** All rows of a kind, or those of one owner (see `parentFields`), ordered by id. */
  list<K extends Kind>(kind: K, parentId?: string): Promise<Row<K>[]>;
  put<K extends Kind>(kind: K, row: Row<K>): Promise<void>;
  delete(kind: Kind, id: string): Promise<void>;
}
