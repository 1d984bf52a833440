import { useStore } from '../context.ts';

/** Whether the person is of the mentee's or the mentor's side, who write; Hub staff read what they wrote. */
export function useIsPair(): boolean {
  return useStore().context.role !== 'hub';
}
