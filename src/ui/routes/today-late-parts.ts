import { useEffect, useState } from 'preact/hooks';

/** Longer (ms) the day does not wait for what may stand over it. */
const patience = 5_000;

/** Tells that a part is there, or will not come. */
export type OnReady = () => void;

/**
 * What stands over the day on Today is seldom there, and loaded behind the first screen. The day comes when all of it is
 * known: before, it would be pushed away under the finger.
 *
 * @param count how many parts are waited for
 */
export function useLateParts(count: number): [boolean, Readonly<Record<'review' | 'guide' | 'checkIn', OnReady>>] {
  const [ready, setReady] = useState<ReadonlySet<string>>(new Set());
  const [isLate, setLate] = useState(false);
  const [settle] = useState(() => {
    const tell = (part: string) => () => setReady((before) => (before.has(part) ? before : new Set([...before, part])));
    return { review: tell('review'), guide: tell('guide'), checkIn: tell('checkIn') };
  });
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, []);
  // Once the day is there it stays, also when another part is wanted after midnight.
  const [isSettled, setSettled] = useState(false);
  if (!isSettled && (isLate || ready.size >= count)) setSettled(true);
  return [isSettled, settle];
}
