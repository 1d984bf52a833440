import { useLayoutEffect, useRef } from 'preact/hooks';

/** One stop for Tab among many buttons; the arrow keys, Home and End go from one to the next (WAI-ARIA: toolbar). */
export function useRovingFocus() {
  const ref = useRef<HTMLDivElement>(null);
  const at = useRef(0);
  const buttons = () => [...(ref.current?.querySelectorAll<HTMLElement>(':scope > button') ?? [])];
  const settle = () => {
    const all = buttons();
    at.current = Math.min(at.current, all.length - 1);
    for (const [index, button] of all.entries()) button.tabIndex = index === at.current ? 0 : -1;
  };
  // After each time that it is drawn: buttons come and go.
  useLayoutEffect(settle);
  const onKeyDown = (event: KeyboardEvent) => {
    const all = buttons();
    const here = all.findIndex((button) => button.matches(':focus'));
    const next = here < 0 ? undefined : goal(event.key, here, all.length);
    if (next === undefined) return;
    event.preventDefault();
    at.current = next;
    settle();
    all[next]?.focus();
  };
  return { ref, onKeyDown };
}

function goal(key: string, here: number, count: number): number | undefined {
  const isRightToLeft = document.documentElement.dir === 'rtl';
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (step !== 0) return (here + (isRightToLeft ? -step : step) + count) % count;
  return key === 'Home' ? 0 : key === 'End' ? count - 1 : undefined;
}
