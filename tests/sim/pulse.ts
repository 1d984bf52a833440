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
    this.#count(owner, 1);
  }

  /** Below nothing for whoever has several requests on their way at once: each takes one off, and brings it back. */
  end(owner: object): void {
    this.#count(owner, -1);
  }

  #count(owner: object, change: 1 | -1): void {
    if (this.#gone.has(owner)) return;
    const works = (this.#working.get(owner) ?? 0) + change;
    if (works === 0) this.#working.delete(owner);
    else this.#working.set(owner, works);
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

  #isAnyAtWork(): boolean {
    for (const works of this.#working.values()) if (works > 0) return true;
    return false;
  }

  /** Resolves when nothing is at work. @throws when that takes longer than any healthy story does */
  async rest(): Promise<void> {
    for (let turns = 0; this.#isAnyAtWork(); turns += 1) {
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
