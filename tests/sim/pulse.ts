/**
 * Knows what is at work right now, so that a story can wait until everything stands still and decide what comes next
 * by its dice alone. Whoever waits for the network or for a lock is not at work.
 *
 * Everything that runs in a story (the phones, the in-memory IndexedDB, the server on its synchronous SQLite) moves
 * by microtasks and `setImmediate` only, in an order that is always the same; there are no timers and no threads.
 */
export class Pulse {
  readonly #working = new Map<object, number>();
  readonly #gone = new WeakSet<object>();

  begin(owner: object): void {
    if (!this.#gone.has(owner)) this.#working.set(owner, (this.#working.get(owner) ?? 0) + 1);
  }

  end(owner: object): void {
    const left = (this.#working.get(owner) ?? 0) - 1;
    if (left > 0) this.#working.set(owner, left);
    else this.#working.delete(owner);
  }

  /** It has died: whatever it still does counts no more. */
  forget(owner: object): void {
    this.#gone.add(owner);
    this.#working.delete(owner);
  }

  async during<T>(owner: object, work: () => Promise<T>): Promise<T> {
    this.begin(owner);
    try {
      return await work();
    } finally {
      this.end(owner);
    }
  }

  /** Resolves when nothing is at work. @throws when that takes longer than any healthy story does */
  async rest(): Promise<void> {
    for (let turns = 0; this.#working.size > 0; turns += 1) {
      if (turns > maxTurns) throw new Error('something never comes to rest');
      await turn();
    }
  }
}

const maxTurns = 200_000;

/** Lets everybody go on by one step. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
