import { liveQuery } from 'dexie';
import { getSyncState } from '#store/queries/sync.ts';
import type { Store } from '#store/store.ts';

/** The Badging API (W3C), where there is one; an app in a browser's tab has no icon to show it on. */
type Badger = { setAppBadge?(count: number): Promise<void>; clearAppBadge?(): Promise<void> };

/**
 * Shows on the app's icon how much waits to be sent or asks for the person, and takes it away when nothing does.
 *
 * @returns ends it, and clears the icon
 */
export function startBadge(store: Store, badger: Badger = navigator): () => void {
  let shown: number | null = null;
  const show = (count: number) => {
    if (count === shown) return;
    shown = count;
    // On iOS the person has to allow notifications first; without them there is no badge, and no harm.
    const set = count > 0 ? badger.setAppBadge?.(count) : badger.clearAppBadge?.();
    void set?.catch(() => undefined);
  };
  const counted = liveQuery(async () => {
    const { waiting, attention } = await getSyncState(store);
    return waiting + attention;
  }).subscribe(show, () => undefined);
  return () => {
    counted.unsubscribe();
    show(0);
  };
}
