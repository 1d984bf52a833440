import { getSyncState } from '#store/queries/sync.ts';
import type { Store } from '#store/store.ts';
import { watch } from '#store/watch.ts';

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
  const count = async () => {
    const { waiting, attention } = await getSyncState(store);
    return waiting + attention;
  };
  const endCounting = watch(count, show, () => undefined);
  return () => {
    endCounting();
    show(0);
  };
}
