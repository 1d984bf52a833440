import type { Kind, Row } from '#domain/kinds.ts';
import type { Tx } from '#domain/tx.ts';
import { StorageError } from './storage.ts';

/**
 * Marks whatever the store throws as a StorageError, and remembers it: a mutator's own mistake costs
 * one mutation, a failed store must undo the whole push, even if the mutator caught the error.
 */
export class GuardedTx implements Tx {
  readonly #base: Tx;
  #failure: StorageError | undefined;

  constructor(base: Tx) {
    this.#base = base;
  }

  /** @throws the first failure of the store, if there was one */
  assertSound(): void {
    if (this.#failure) throw this.#failure;
  }

  get<K extends Kind>(kind: K, id: string): Promise<Row<K> | undefined> {
    return this.#guard(() => this.#base.get(kind, id));
  }

  list<K extends Kind>(kind: K, parentId?: string): Promise<Row<K>[]> {
    return this.#guard(() => this.#base.list(kind, parentId));
  }

  put<K extends Kind>(kind: K, row: Row<K>): Promise<void> {
    return this.#guard(() => this.#base.put(kind, row));
  }

  delete(kind: Kind, id: string): Promise<void> {
    return this.#guard(() => this.#base.delete(kind, id));
  }

  async #guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const failure = error instanceof StorageError ? error : new StorageError(error);
      this.#failure ??= failure;
      throw failure;
    }
  }
}
