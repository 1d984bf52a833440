import { useEffect } from 'preact/hooks';

/** How long (ms) a screen may take to show what its address points at; later it would jump under the reader's thumb. */
const patience = 3_000;

/**
 * Brings what the address points at (`#objective-…`) into view once it is there: the screens read it from the device after
 * they have opened, so the browser finds nothing at first.
 */
export function usePlace(): void {
  useEffect(() => {
    const id = location.hash.slice(1);
    if (!id) return undefined;
    const observer = new MutationObserver(() => show());
    const timer = setTimeout(() => observer.disconnect(), patience);
    const show = () => {
      const place = document.getElementById(id);
      if (!place) return;
      observer.disconnect();
      clearTimeout(timer);
      place.tabIndex = -1;
      place.focus({ preventScroll: true });
      place.scrollIntoView?.({ block: 'center' });
    };
    observer.observe(document.body, { childList: true, subtree: true });
    show();
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, []);
}
