import { useLayoutEffect, useState } from 'preact/hooks';
import { watch } from '#store/watch.ts';

type Answer<T> = { deps: readonly unknown[]; value?: T; error?: unknown };

/**
 * Reads from the device and reads again when what was read changes.
 *
 * @param query reads through Dexie only (it is watched while it runs); null: not yet
 * @param deps  what the query depends on; with new ones the old answer is not shown any more
 * @param first what was read a moment ago, until there is an answer
 * @returns undefined until the first answer, so that nothing looks empty before it has been looked up
 * @throws  what the query throws, into the nearest ErrorBoundary
 */
export function useLive<T>(query: (() => Promise<T>) | null, deps: readonly unknown[] = [], first?: T): T | undefined {
  const [answer, setAnswer] = useState<Answer<T>>();

  // Asked before the frame is drawn, and not after it.
  useLayoutEffect(
    () =>
      query
        ? watch(
            query,
            (value) => setAnswer({ deps, value }),
            (error) => setAnswer({ deps, error: error ?? new Error('the live query failed') }),
          )
        : undefined,
    deps,
  );

  if (!answer || !sameDeps(answer.deps, deps)) return first;
  if (answer.error !== undefined) throw answer.error;
  return answer.value;
}

function sameDeps(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}
