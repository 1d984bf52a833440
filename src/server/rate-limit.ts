/** How often something may be asked for: `most` times in each window of `windowMs`. */
export type RateLimit = {
  /** Counts one more request under a key. @returns whether it is still within the limit */
  take(key: string): boolean;
};

/** How many keys are counted at most: a flood of new ones must not fill the memory. */
const maxKeys = 10_000;

/**
 * Counts in this process only, which is enough against a calendar gone wild: behind several processes the limit is as
 * many times higher.
 */
export function createRateLimit(clock: () => Date, most: number, windowMs: number): RateLimit {
  const counts = new Map<string, number>();
  let window = 0;
  return {
    take(key) {
      const current = Math.floor(clock().getTime() / windowMs);
      if (current !== window) counts.clear();
      window = current;
      const count = (counts.get(key) ?? 0) + 1;
      if (counts.size < maxKeys || counts.has(key)) counts.set(key, count);
      return count <= most;
    },
  };
}
