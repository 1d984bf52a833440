import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../context.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import type { OnReady } from './today-late-parts.ts';

/** What the Hub waits for, on Today; in a file of its own, since it is seldom there and Today has to open at once. */
export function TodayReview({ onReady }: { onReady: OnReady }) {
  const { loadAll } = useApp().i18n;
  const isPair = useIsPair();
  const [Loaded, setLoaded] = useState<{ List: FunctionComponent<{ onReady: OnReady }> } | null>(null);
  useEffect(() => {
    if (!isPair) {
      onReady();
      return;
    }
    // Where it can't be loaded the rest of Today stands all the same.
    Promise.all([import('./today-review-list.tsx'), loadAll()]).then(
      ([{ TodayReviewList }]) => setLoaded({ List: TodayReviewList }),
      onReady,
    );
  }, [isPair, loadAll, onReady]);
  return Loaded && <Loaded.List onReady={onReady} />;
}
