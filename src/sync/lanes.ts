/** How many things may be under way at once. */
export type Lanes = {
  readonly most: number;
  /** Whether there may be more than one at a time: asked whenever something is done. */
  isWide(): boolean;
  /** Asked before anything is begun. */
  mayGoOn(): boolean;
};

/**
 * Does the work on each item, begun in their order: the first alone, then several at once.
 *
 * @returns whether all were begun, once nothing is under way any more
 * @throws  the first failure, once what else was under way has ended; nothing is begun after it
 */
export async function inLanes<T>(
  items: readonly T[],
  lanes: Lanes,
  work: (item: T) => Promise<void>,
): Promise<boolean> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const mayGoOn = () => failures.length === 0 && lanes.mayGoOn();
  let begun = 0;
  for (const item of items) {
    while (running.size >= (lanes.isWide() ? lanes.most : 1)) await Promise.race(running);
    if (!mayGoOn()) break;
    begun += 1;
    const one: Promise<void> = work(item)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => running.delete(one));
    running.add(one);
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
  return begun === items.length;
}
