import { useEffect, useRef } from 'preact/hooks';

/**
 * Keeps a screen that holds the only copy of something: the browser's Back comes to `onBack` instead of leaving.
 * It finds an entry of its own in the history, which is the same page. Once active it stays so.
 *
 * @returns takes that entry out again; to be awaited before the screen is left for another
 */
export function useBackGuard(active: boolean, onBack: () => void): () => Promise<void> {
  const state = useRef<'free' | 'guarding' | 'released'>('free');
  const back = useRef(onBack);
  back.current = onBack;

  useEffect(() => {
    if (!active) return undefined;
    const here = location.href;
    const guard = () => {
      history.pushState(history.state, '', here);
      state.current = 'guarding';
    };
    const returned = () => {
      // A jump over several entries has left the page: there is nothing to keep any more.
      if (state.current === 'released' || location.href !== here) return;
      guard();
      back.current();
    };
    guard();
    window.addEventListener('popstate', returned);
    return () => window.removeEventListener('popstate', returned);
  }, [active]);

  return async () => {
    if (state.current !== 'guarding') return;
    state.current = 'released';
    await stepBack();
  };
}

/** The browser asks before the tab is closed or loaded anew. */
export function useAskBeforeClosing(active: boolean): void {
  useEffect(() => {
    if (!active) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [active]);
}

/** How long going back one entry may take, in ms, before it is taken for done. */
const patience = 500;

/** Going back takes a moment, and a page opened before it is over would be the one that is gone back from. */
function stepBack(): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener('popstate', () => resolve(), { once: true });
    setTimeout(resolve, patience);
    history.back();
  });
}
