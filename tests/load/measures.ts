/** Times of one kind of request, in ms. */
export type Summary = {
  readonly count: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
};

/** Collects how long each kind of request took. */
export class Measures {
  readonly #times = new Map<string, number[]>();
  readonly #failed = new Map<string, number>();
  #since = performance.now();

  /** Measures `work`; one that fails is counted and throws nothing: the load goes on. */
  async time<T>(kind: string, work: () => Promise<T>): Promise<T | undefined> {
    const since = performance.now();
    try {
      const result = await work();
      this.note(kind, performance.now() - since);
      return result;
    } catch {
      this.#failed.set(kind, (this.#failed.get(kind) ?? 0) + 1);
      return undefined;
    }
  }

  note(kind: string, milliseconds: number): void {
    const times = this.#times.get(kind) ?? [];
    times.push(milliseconds);
    this.#times.set(kind, times);
  }

  /** What was measured so far; what follows is measured anew. */
  restart(): Record<string, Summary> {
    const summary = this.summary();
    this.#times.clear();
    this.#failed.clear();
    this.#since = performance.now();
    return summary;
  }

  summary(): Record<string, Summary> {
    const seconds = (performance.now() - this.#since) / 1000;
    const kinds = new Set([...this.#times.keys(), ...this.#failed.keys()]);
    return Object.fromEntries([...kinds].map((kind) => [kind, this.#summaryOf(kind, seconds)]));
  }

  #summaryOf(kind: string, seconds: number): Summary {
    const times = this.#times.get(kind) ?? [];
    return {
      count: times.length,
      perSecond: times.length / seconds,
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
      failed: this.#failed.get(kind) ?? 0,
    };
  }
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
