import type { RefObject } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export type FocusError = {
  form: RefObject<HTMLFormElement | null>;
  /** Call it when a save was tried: the field may be above the screen, and the press would seem to do nothing. */
  focusError: () => void;
};

/** Brings the person to the first field that keeps a form from being saved. */
export function useFocusError(): FocusError {
  const form = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [tries]);
  return { form, focusError: useCallback(() => setTries((count) => count + 1), []) };
}
