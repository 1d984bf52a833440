import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { checkInPhase } from '#domain/check-in/when.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { useApp } from '../context.ts';
import { useMay } from '../hooks/use-may.ts';

type CheckInProps = { exchange: Exchange; today: string };

/** The check-in of Today, in a file of its own: it is wanted on a few days only, and Today has to open at once. */
export function TodayCheckIn({ exchange, today }: CheckInProps) {
  const { loadAll } = useApp().i18n;
  const maySend = useMay('checkin.send');
  const phase = maySend ? checkInPhase(exchange, today) : undefined;
  const [Loaded, setLoaded] = useState<{ Card: FunctionComponent<{ phase: 'ask' | 'read' }> } | null>(null);
  useEffect(() => {
    if (!phase) return;
    // Where it can't be loaded the rest of Today stands all the same.
    Promise.all([import('./check-in-card.tsx'), loadAll()]).then(
      ([{ CheckInCard }]) => setLoaded({ Card: CheckInCard }),
      () => undefined,
    );
  }, [phase, loadAll]);
  return phase && Loaded ? <Loaded.Card phase={phase} /> : null;
}
