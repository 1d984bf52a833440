import { useEffect, useState } from 'preact/hooks';
import { roomLeft } from '#store/room.ts';
import { type StorageState, useApp, useStore } from '../context.ts';

export type Room = StorageState & { /** Bytes. */ free: number; isLow: boolean };

export type StorageWatch = {
  /** Null until it is known, and where the browser tells nothing. */
  room: Room | null;
  /** Asks the browser to protect the data; false when it refuses. */
  protect: () => Promise<boolean>;
};

/**
 * How much room there is: looked at again after each write and when the app comes back to the front. A browser that
 * decides by itself whether to protect the data is asked each time, as it may have come to know the app better.
 */
export function useStorage(): StorageWatch {
  const { device } = useApp();
  const store = useStore();
  const [room, setRoom] = useState<Room | null>(null);

  useEffect(() => {
    let current = true;
    const look = async () => {
      const state = await device.storage();
      const persisted = state.persisted || (!device.persistAsks && (await device.persistStorage().catch(() => false)));
      if (current) setRoom({ ...state, persisted, ...roomLeft(state) });
    };
    // A browser that gives no estimate leaves the figures out.
    const lookQuietly = () => void look().catch(() => undefined);
    const lookWhenVisible = () => document.visibilityState === 'visible' && lookQuietly();
    lookQuietly();
    const stopWrites = store.onWrite(lookQuietly);
    document.addEventListener('visibilitychange', lookWhenVisible);
    return () => {
      current = false;
      stopWrites();
      document.removeEventListener('visibilitychange', lookWhenVisible);
    };
  }, [device, store]);

  async function protect(): Promise<boolean> {
    const persisted = await device.persistStorage().catch(() => false);
    setRoom((before) => before && { ...before, persisted });
    return persisted;
  }

  return { room, protect };
}
