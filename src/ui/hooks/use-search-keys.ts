import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';

/** Ctrl+K (⌘K) opens the search, from anywhere but a dialog; the single keys are those of `Shortcuts`. */
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
  const isInDialog = target instanceof Element && target.closest('dialog') !== null;
  return (ctrlKey || metaKey) && !altKey && !shiftKey && !isInDialog && key.toLowerCase() === 'k';
}
