import { getSyncState, type SyncState } from '#store/queries/sync.ts';
import { useStore } from '../context.ts';
import { useLive } from './use-live.ts';

/** The state of sync, as the store knows it. */
export function useSyncState(): SyncState | undefined {
  const store = useStore();
  return useLive(() => getSyncState(store), [store]);
}
