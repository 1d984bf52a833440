import { useEffect, useRef, useState } from 'preact/hooks';
import { pendingRowIds } from '#store/queries/sync.ts';
import { useApp, useStore } from '../context.ts';
import { useLive } from './use-live.ts';

/** Online a write is confirmed well before this (ms): a mark that came and went would only flicker. */
const patience = 3_000;

const none: ReadonlySet<string> = new Set();

/** The ids of rows that have waited on this device for more than a moment. One call per screen, not per row. */
export function useUnsent(): ReadonlySet<string> {
  const store = useStore();
  const { now } = useApp();
  const pending = useLive(() => pendingRowIds(store), [store]);
  const seen = useRef<ReadonlyMap<string, number>>(new Map());
  const [unsent, setUnsent] = useState(none);

  useEffect(() => {
    if (!pending) return undefined;
    const time = now();
    seen.current = new Map([...pending].map((id) => [id, seen.current.get(id) ?? time]));
    const mark = () => {
      const late = [...seen.current].filter(([, since]) => now() - since >= patience).map(([id]) => id);
      setUnsent((shown) => (late.length === shown.size && late.every((id) => shown.has(id)) ? shown : new Set(late)));
    };
    mark();
    const timer = setTimeout(mark, patience);
    return () => clearTimeout(timer);
  }, [pending, now]);

  return unsent;
}
