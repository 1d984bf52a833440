import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Single letters that do what buttons of a page do, heard only while the focus is in the page's own part and not where one
 * types (WCAG 2.1.4): in the navigation they do nothing.
 *
 * @param place   an element of the page
 * @param actions by the letter, in lower case
 */
export function useShortcuts(place: RefObject<HTMLElement | null>, actions: Record<string, () => unknown>): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    // A page that was opened by its address has the focus nowhere: it begins at its heading, as after a link.
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('main h1')?.focus();
  }, []);
  useEffect(() => {
    const page = place.current?.closest<HTMLElement>('main');
    const press = (event: KeyboardEvent) => {
      const action = latest.current[event.key.toLowerCase()];
      if (!action || event.repeat || !isFree(event)) return;
      event.preventDefault();
      action();
    };
    page?.addEventListener('keydown', press);
    return () => page?.removeEventListener('keydown', press);
  });
}

/** Whether a key is not meant for a field, a dialog, or the browser. */
function isFree({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || !(target instanceof HTMLElement)) return false;
  return target.closest('input, textarea, select, dialog') === null;
}
