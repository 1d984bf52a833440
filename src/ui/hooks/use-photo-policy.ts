import { useEffect, useState } from 'preact/hooks';
import { readPhotoSetting, wantFiles } from '#store/blobs.ts';
import type { PhotoSetting } from '#store/db.ts';
import { wantedHashes } from '#store/queries/waiting.ts';
import { type PhotoPolicy, useApp, useStore } from '../context.ts';
import { useLive } from './use-live.ts';
import { useNow } from './use-now.ts';

/** What the person has chosen for photos, and what was asked for all the same. */
export type PhotoWishes = { setting: PhotoSetting; wanted: ReadonlySet<string> };

export function usePhotoWishes(): PhotoWishes | undefined {
  const store = useStore();
  return useLive(
    async () => ({ setting: await readPhotoSetting(store.db), wanted: await wantedHashes(store) }),
    [store],
  );
}

/** Which photos may go now; undefined until it is known. */
export function usePhotoPolicy(): PhotoPolicy | undefined {
  const { device } = useApp();
  const wishes = usePhotoWishes();
  // A connection changes without a word to the rows.
  const now = useNow(10_000);
  const [policy, setPolicy] = useState<PhotoPolicy>();
  useEffect(() => {
    if (wishes) device.photoPolicy().then(setPolicy, () => undefined);
  }, [device, wishes, now]);
  return policy;
}

/** Asks for files over any connection, or for all that wait; the loop hears of it like of a write. */
export function useWantFiles(): (hashes?: readonly string[]) => Promise<void> {
  const store = useStore();
  return async (hashes) => {
    await wantFiles(store.db, store.context.exchangeId, hashes);
    store.announceWrite();
  };
}
