import type { Kind, Row } from './kinds.ts';
import { parentOf } from './parents.ts';
import type { Tx } from './tx.ts';

/** A Tx over plain maps: the simplest correct one, which the others are measured against. */
export class MemoryTx implements Tx {
  readonly #rows = new Map<Kind, Map<string, Row>>();

  async get<K extends Kind>(kind: K, id: string): Promise<Row<K> | undefined> {
    // Each inner map holds only rows of its kind: put() is the one writer.
    return copy(this.#rows.get(kind)?.get(id)) as Row<K> | undefined;
  }

  async list<K extends Kind>(kind: K, parentId?: string): Promise<Row<K>[]> {
    const rows = [...(this.#rows.get(kind)?.values() ?? [])] as Row<K>[];
    const listed = parentId === undefined ? rows : rows.filter((row) => parentOf(kind, row) === parentId);
    return copy(listed.sort((a, b) => (a.id < b.id ? -1 : 1)));
  }

  async put<K extends Kind>(kind: K, row: Row<K>): Promise<void> {
    const rows = this.#rows.get(kind) ?? new Map<string, Row>();
    this.#rows.set(kind, rows.set(row.id, copy(row)));
  }

  async delete(kind: Kind, id: string): Promise<void> {
    this.#rows.get(kind)?.delete(id);
  }
}

/** Rows are JSON by design; a copy through JSON keeps a test from passing on anything that is not. */
function copy<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}
