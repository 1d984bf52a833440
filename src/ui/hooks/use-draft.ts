import { useEffect, useRef, useState } from 'preact/hooks';
import type * as z from 'zod/mini';
import type { Drafts } from '#store/drafts.ts';
import { useSession } from '../context.ts';
import { useDelayedSave } from './use-delayed-save.ts';

export type DraftForm<T> = {
  /** What the form shows; undefined for the moment until it is known whether a draft waits. */
  value: T | undefined;
  /** Changes some fields; they are on the device within a moment. */
  change: (changes: Partial<T>) => void;
  /** A draft was found when the form opened: say so, and offer `discard`. */
  restored: boolean;
  /** Back to the start, without a draft. */
  discard: () => Promise<void>;
  /** The form has been saved as what it is: its draft goes. */
  finish: () => Promise<void>;
};

/** `value` is null while there is no draft. */
type Loaded<T> = { key: string; value: T | null; restored: boolean };

/**
 * A form that is kept while it is being typed: a reload, a crash, or a page killed behind the camera brings it back.
 *
 * @param key     names the form and what it is about: `expense/<id>`, `objective/new`
 * @param schema  what a draft must be; one that an older version wrote and that no longer fits is left aside
 * @param initial the form without a draft; undefined while it is still being read
 */
export function useDraft<T extends object>(
  key: string,
  schema: z.ZodMiniType<T>,
  initial: T | undefined,
): DraftForm<T> {
  const { drafts } = useSession();
  const saver = useDelayedSave();
  const [loaded, setLoaded] = useState<Loaded<T> | null>(null);
  const read = useRef((source: Drafts, name: string) => readDraft(source, name, schema));

  useEffect(() => {
    let current = true;
    void read.current(drafts, key).then((value) => {
      if (current) setLoaded({ key, value, restored: value !== null });
    });
    return () => {
      current = false;
      saver.flush();
    };
  }, [drafts, key, saver]);

  const ready = loaded?.key === key ? loaded : null;
  const value = ready ? (ready.value ?? initial) : undefined;
  // Two changes in one event build on each other, although the screen is painted once.
  const latest = useRef(value);
  latest.current = value;

  function change(changes: Partial<T>): void {
    if (latest.current === undefined) return;
    const next = { ...latest.current, ...changes };
    latest.current = next;
    setLoaded({ key, value: next, restored: ready?.restored ?? false });
    // A draft that can't be kept (a full disk) must not stop the typing; saving the form itself says so.
    saver.schedule(() => void drafts.put(key, next).catch(() => undefined));
  }

  async function forget(): Promise<void> {
    saver.cancel();
    await drafts.delete(key);
  }

  return {
    value,
    change,
    restored: ready?.restored ?? false,
    finish: forget,
    discard: async () => {
      await forget();
      setLoaded({ key, value: null, restored: false });
    },
  };
}

/** The draft under a key, or null: one that can't be read must not keep the form from opening. */
async function readDraft<T>(drafts: Drafts, key: string, schema: z.ZodMiniType<T>): Promise<T | null> {
  try {
    const parsed = schema.safeParse(await drafts.get(key));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
