import { useEffect, useState } from 'preact/hooks';

/** Whether a media query holds, as that changes: for screens that do not draw what they have no room for. */
export function useWide(query: string): boolean {
  const [wide, setWide] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    // A sheet of paper is no other screen: what begins to be drawn anew then is not on it yet.
    const change = () => matchMedia('print').matches || setWide(list.matches);
    setWide(list.matches);
    list.addEventListener('change', change);
    return () => list.removeEventListener('change', change);
  }, [query]);
  return wide;
}
