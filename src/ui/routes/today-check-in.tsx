import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { checkInPhase } from '#domain/check-in/when.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { useApp } from '../context.ts';
import { useMay } from '../hooks/use-may.ts';
import type { OnReady } from './today-late-parts.ts';

type CheckInProps = { exchange: Exchange; today: string; onReady: OnReady };
type CardProps = { phase: 'ask' | 'read'; onReady: OnReady };

/** The check-in of Today, in a file of its own: it is wanted on a few days only, and Today has to open at once. */
export function TodayCheckIn({ exchange, today, onReady }: CheckInProps) {
  const { loadAll } = useApp().i18n;
  const maySend = useMay('checkin.send');
  const phase = maySend ? checkInPhase(exchange, today) : undefined;
  const [Loaded, setLoaded] = useState<{ Card: FunctionComponent<CardProps> } | null>(null);
  useEffect(() => {
    if (!phase) {
      onReady();
      return;
    }
    // Where it can't be loaded the rest of Today stands all the same.
    Promise.all([import('./check-in-card.tsx'), loadAll()]).then(
      ([{ CheckInCard }]) => setLoaded({ Card: CheckInCard }),
      onReady,
    );
  }, [phase, loadAll, onReady]);
  return phase && Loaded ? <Loaded.Card phase={phase} onReady={onReady} /> : null;
}
