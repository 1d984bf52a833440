import { useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { Rejection } from '#domain/errors.ts';
import type { StoredRejection } from '#store/db.ts';
import { correctionKey, retryRejection } from '#store/rejections.ts';
import type { Write } from '#store/store.ts';
import { useStore } from '../context.ts';
import { useLive } from './use-live.ts';

/** The address of a form, opened to correct a refused write. */
export function correctionAddress(form: string, rejectionId: string): string {
  return `${form}${form.includes('?') ? '&' : '?'}correct=${rejectionId}`;
}

/** What a form does otherwise when its address says that it corrects a refused write (`?correct=`). */
export type Correction = {
  /** The refused write; undefined for a form that was opened for itself. */
  rejection: StoredRejection | undefined;
  /** It is being looked up: the form waits, or it would begin with the wrong draft. */
  pending: boolean;
  /** The id that the row was to have, when the form adds one: what was written about it later fits again. */
  addedId: string | undefined;
  /** The draft of the form, and what takes over the words typed while it was saved. */
  key: (usual: string) => string;
  heir: (usual: string) => string | undefined;
  /** Queues what was typed, if anything; a refused write leaves “Needs attention” in the same transaction. */
  write: (writes: readonly Write[]) => Promise<Rejection | undefined>;
  /** The way out of the form: back to “Needs attention”, when it came from there. */
  leave: (usual: () => void) => void;
};

export function useCorrection(): Correction {
  const store = useStore();
  const { query, route } = useLocation();
  const id = query.correct;
  const found = useLive(
    async () => (id === undefined ? undefined : { rejection: await store.db.rejections.get(id) }),
    [store, id],
  );
  // Kept when it is gone: the form has just queued it anew, and is on its way out.
  const last = useRef<StoredRejection | undefined>(undefined);
  if (found?.rejection) last.current = found.rejection;
  const rejection = id !== undefined && last.current?.id === id ? last.current : undefined;
  return {
    rejection,
    pending: id !== undefined && found === undefined && rejection === undefined,
    addedId: rejection && addedIdOf(rejection),
    key: (usual) => (rejection ? correctionKey(rejection.id) : usual),
    heir: (usual) => (rejection ? usual : undefined),
    write: async (writes) => {
      if (rejection) return retryRejection(store, rejection, writes);
      return writes.length > 0 ? store.mutateAll(writes) : undefined;
    },
    leave: (usual) => (rejection ? route('/more/sync', true) : usual()),
  };
}

function addedIdOf({ name, args, code }: StoredRejection): string | undefined {
  if (!name.endsWith('.add') || code === 'already_exists') return undefined;
  return typeof args === 'object' && args !== null && 'id' in args ? String(args.id) : undefined;
}
