import type { Kind, Row } from './kinds.ts';
import { parentOf } from './parents.ts';
import type { Tx } from './tx.ts';

type Write = { kind: Kind; id: string; row: Row | null };

/**
 * A Tx that keeps its writes to itself until `flush`, so that a mutation that turns out to be
 * rejected half-way has changed nothing.
 */
export class BufferedTx implements Tx {
  readonly #base: Tx;
  readonly #writes = new Map<string, Write>();

  constructor(base: Tx) {
    this.#base = base;
  }

  async get<K extends Kind>(kind: K, id: string): Promise<Row<K> | undefined> {
    const write = this.#writes.get(`${kind}/${id}`);
    // The map holds under this key only what put() stored for the same kind.
    if (write) return (write.row ?? undefined) as Row<K> | undefined;
    return this.#base.get(kind, id);
  }

  async list<K extends Kind>(kind: K, parentId?: string): Promise<Row<K>[]> {
    const rows = new Map((await this.#base.list(kind, parentId)).map((row) => [row.id, row]));
    for (const write of this.#writes.values()) {
      if (write.kind !== kind) continue;
      const listed = write.row && (parentId === undefined || parentOf(kind, write.row) === parentId);
      if (listed) rows.set(write.id, write.row as Row<K>);
      else rows.delete(write.id);
    }
    return [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async put<K extends Kind>(kind: K, row: Row<K>): Promise<void> {
    this.#writes.set(`${kind}/${row.id}`, { kind, id: row.id, row });
  }

  async delete(kind: Kind, id: string): Promise<void> {
    this.#writes.set(`${kind}/${id}`, { kind, id, row: null });
  }

  async flush(): Promise<void> {
    for (const { kind, id, row } of this.#writes.values()) {
      await (row ? this.#base.put(kind, row) : this.#base.delete(kind, id));
    }
    this.#writes.clear();
  }
}
