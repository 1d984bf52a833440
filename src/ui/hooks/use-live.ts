import { liveQuery } from 'dexie';
import { useLayoutEffect, useState } from 'preact/hooks';

type Answer<T> = { deps: readonly unknown[]; value?: T; error?: unknown };

/**
 * Reads from the device and reads again when what was read changes.
 *
 * @param query reads through Dexie only (it is watched while it runs)
 * @param deps  what the query depends on; with new ones the old answer is not shown any more
 * @param first what was read a moment ago, for the first look
 * @returns undefined until the first answer, so that nothing looks empty before it has been looked up
 * @throws  what the query throws, into the nearest ErrorBoundary
 */
export function useLive<T>(query: () => Promise<T>, deps: readonly unknown[] = [], first?: T): T | undefined {
  const [answer, setAnswer] = useState<Answer<T>>(first === undefined ? { deps } : { deps, value: first });

  // Asked before the frame is drawn, and not after it.
  useLayoutEffect(() => {
    const subscription = liveQuery(query).subscribe(
      (value) => setAnswer({ deps, value }),
      (error: unknown) => setAnswer({ deps, error: error ?? new Error('the live query failed') }),
    );
    return () => subscription.unsubscribe();
  }, deps);

  if (!sameDeps(answer.deps, deps)) return undefined;
  if (answer.error !== undefined) throw answer.error;
  return answer.value;
}

function sameDeps(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}
