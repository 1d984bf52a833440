import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../context.ts';

/** The way to the first screens or to what is new, seldom there: it comes behind the rest of Today. */
export function TodayGuide() {
  const { loadAll } = useApp().i18n;
  const [Loaded, setLoaded] = useState<{ Card: FunctionComponent } | null>(null);
  useEffect(() => {
    // Where it can't be loaded the rest of Today stands all the same.
    Promise.all([import('./today-guide-card.tsx'), loadAll()]).then(
      ([{ TodayGuideCard }]) => setLoaded({ Card: TodayGuideCard }),
      () => undefined,
    );
  }, [loadAll]);
  return Loaded && <Loaded.Card />;
}
