import { useEffect, useRef } from 'preact/hooks';

/** How long (ms) the second key may take after the first. */
const patience = 1500;

/**
 * Keys of the whole app: single ones, and those after `g`. They are heard while the focus is in the screen, or nowhere, and
 * not where one types (WCAG 2.1.4); what the screen itself has taken is its own.
 *
 * @param single by the key; a letter stands in lower case
 * @param afterG by the key that follows `g`
 */
export function useKeyMap(single: Record<string, () => void>, afterG: Record<string, () => void>): void {
  const latest = useRef({ single, afterG });
  latest.current = { single, afterG };
  useEffect(() => {
    let begun = Number.NEGATIVE_INFINITY;

    /** Before the screen: the second key is no letter of its own. */
    function finish(event: KeyboardEvent): void {
      const waits = event.timeStamp - begun < patience;
      if (!waits || isModifier(event)) return;
      begun = Number.NEGATIVE_INFINITY;
      const action = latest.current.afterG[event.key.toLowerCase()];
      if (!action || !isFree(event)) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    }

    function press(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.repeat || !isFree(event)) return;
      const key = event.key.toLowerCase();
      if (key === 'g') begun = event.timeStamp;
      const action = latest.current.single[key];
      if (!action) return;
      event.preventDefault();
      action();
    }

    document.addEventListener('keydown', finish, true);
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('keydown', finish, true);
      document.removeEventListener('keydown', press);
    };
  }, []);
}

function isModifier({ key }: KeyboardEvent): boolean {
  return key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'Meta';
}

function isFree({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || !(target instanceof Element)) return false;
  if (target.closest('input, textarea, select, dialog, [contenteditable]') !== null) return false;
  return target === document.body || target.closest('main') !== null;
}
