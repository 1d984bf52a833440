import { useEffect, useMemo } from 'preact/hooks';

/** A write to the device. It deals with its own failure. */
type Save = () => Promise<void>;

export type DelayedSave = {
  /** Saves at once, or as soon as the save that is under way has ended; a later call takes the place of one that waits. */
  schedule(save: Save): void;
  /** What still waits is saved now. */
  flush(): void;
};

/**
 * Saves while typing goes on, and what still waits when the page is hidden, closed, or left.
 * A write that begins when a page is reloaded (`pagehide`) never reaches Chromium's disk, while one that has begun
 * before does (measured, 2026): so each letter is written at once, and waits only for the write before it.
 */
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

export function createDelayedSave(): DelayedSave {
  let waiting: Save | null = null;
  let underWay = 0;

  function flush(): void {
    const save = waiting;
    waiting = null;
    if (!save) return;
    underWay += 1;
    void save().finally(() => {
      underWay -= 1;
      flush();
    });
  }

  return {
    schedule(save) {
      waiting = save;
      // A disk that is slower than the hand gets the latest words only, not a queue of all.
      if (underWay === 0) flush();
    },
    flush,
  };
}
