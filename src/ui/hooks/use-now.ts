import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../context.ts';

/**
 * The present time (ms), which repaints the component as it passes.
 *
 * @param every milliseconds between two looks at the clock
 */
export function useNow(every = 30_000): number {
  const { now } = useApp();
  const [time, setTime] = useState(now);
  useEffect(() => {
    const tick = () => setTime(now());
    const timer = setInterval(tick, every);
    // A phone that slept has missed its ticks.
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [now, every]);
  return time;
}
