import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';

/**
 * The keys that open the search: Ctrl+K (⌘K) from anywhere but a dialog, and `/` while the focus is in the screen and not
 * where one types (WCAG 2.1.4).
 */
export function useSearchKeys(enabled: boolean): void {
  const { route } = useLocation();
  useEffect(() => {
    if (!enabled) return undefined;
    const press = (event: KeyboardEvent) => {
      if (!opensSearch(event)) return;
      event.preventDefault();
      route('/search');
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [enabled, route]);
}

function opensSearch({ target, key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  const within = (selector: string) => target instanceof Element && target.closest(selector) !== null;
  if (altKey || within('dialog')) return false;
  if (ctrlKey || metaKey) return !shiftKey && key.toLowerCase() === 'k';
  return key === '/' && within('main') && !within('input, textarea, select, [contenteditable]');
}
