import { useEffect, useMemo } from 'preact/hooks';

/** Short enough that a killed page loses a word at most, long enough not to write at every keystroke. */
const saveDelay = 250;

export type DelayedSave = {
  /** Saves in a moment; a later call takes the place of one that still waits. */
  schedule(save: () => void): void;
  /** What still waits is not saved any more. */
  cancel(): void;
  /** What still waits is saved now. */
  flush(): void;
};

/** Saves a moment after the last change, and at once when the page is hidden, closed, or left. */
export function useDelayedSave(): DelayedSave {
  const saver = useMemo(createDelayedSave, []);
  useEffect(() => {
    // iOS may kill a hidden page without another word.
    const flushWhenHidden = () => {
      if (document.visibilityState === 'hidden') saver.flush();
    };
    document.addEventListener('visibilitychange', flushWhenHidden);
    window.addEventListener('pagehide', saver.flush);
    return () => {
      document.removeEventListener('visibilitychange', flushWhenHidden);
      window.removeEventListener('pagehide', saver.flush);
      saver.flush();
    };
  }, [saver]);
  return saver;
}

function createDelayedSave(): DelayedSave {
  let waiting: { timer: ReturnType<typeof setTimeout>; save: () => void } | null = null;

  function cancel(): void {
    if (waiting) clearTimeout(waiting.timer);
    waiting = null;
  }

  function flush(): void {
    const save = waiting?.save;
    cancel();
    save?.();
  }

  return {
    schedule(save) {
      cancel();
      waiting = { timer: setTimeout(flush, saveDelay), save };
    },
    cancel,
    flush,
  };
}
