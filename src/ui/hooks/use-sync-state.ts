import { getSyncState, type SyncState } from '#store/queries/sync.ts';
import { useApp, useStore } from '../context.ts';
import { useLive } from './use-live.ts';

/** The state of sync, as the store knows it; the first screen does not wait for it, nor for its numbers in words. */
export function useSyncState(): SyncState | undefined {
  const store = useStore();
  const { standing } = useApp();
  const isStanding = standing.value;
  return useLive(isStanding ? () => getSyncState(store) : null, [store, isStanding]);
}
