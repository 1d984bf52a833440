import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../context.ts';
import type { OnReady } from './today-late-parts.ts';

/** The way to the first screens or to what is new, seldom there: it comes behind the rest of Today. */
export function TodayGuide({ onReady }: { onReady: OnReady }) {
  const { loadAll } = useApp().i18n;
  const [Loaded, setLoaded] = useState<{ Card: FunctionComponent<{ onReady: OnReady }> } | null>(null);
  useEffect(() => {
    // Where it can't be loaded the rest of Today stands all the same.
    Promise.all([import('./today-guide-card.tsx'), loadAll()]).then(
      ([{ TodayGuideCard }]) => setLoaded({ Card: TodayGuideCard }),
      onReady,
    );
  }, [loadAll, onReady]);
  return Loaded && <Loaded.Card onReady={onReady} />;
}
