import { useEffect, useRef } from 'preact/hooks';
import type * as z from 'zod/mini';
import { isSameField } from '#store/drafts.ts';
import { type Changes, useDraft } from '../hooks/use-draft.ts';

export type { Changes };

export type Edits<T> = {
  /** The row with what was typed on top; undefined until both are known. */
  value: T | undefined;
  /** Only what differs from the row: this is what a save sends. */
  changed: Changes<T>;
  change: (changes: Changes<T>) => void;
  /** What was typed earlier and not saved has come back. */
  restored: boolean;
  discard: () => Promise<void>;
  /** These values stand in the row now: fields that still hold them follow it. */
  forget: (saved: Changes<T>) => Promise<void>;
  /** Saved as this, and the form stays open: each field leaves the draft as soon as the row says the same. */
  settle: (saved: Changes<T>) => void;
  /**
   * Saved as this, and the form closes: it leaves the draft now.
   *
   * @param heir the draft of the row that this form has added, for what was typed since
   * @returns whether the form may close: nothing was typed since, or it waits for its heir
   */
  finish: (saved?: Changes<T>, heir?: string) => Promise<boolean>;
  /** Gives these words to another form; false when one is begun there already, and then they stay in this one. */
  moveTo: (heir: string, words: Changes<T>) => Promise<boolean>;
};

/**
 * Edits of a row that other phones may change meanwhile. The draft holds only the fields that were typed in,
 * so the others follow the row while the form is open, and a save sends nothing that the person did not mean.
 *
 * @param schema the form's fields, all optional, as they are while being typed
 * @param base   the row, or the start of a new one; undefined while it is being read
 */
export function useEdits<T extends object>(
  key: string,
  schema: z.ZodMiniType<Changes<T>>,
  base: T | undefined,
): Edits<T> {
  // Changes<T> has no required field, so nothing is one; the compiler can't see that through the generic.
  const draft = useDraft<Changes<T>>(key, schema, {} as Changes<T>);
  const typed = base && draft.value;
  const changed = base && typed ? differing(base, typed) : {};
  const settling = useRef<Changes<T>>({});
  const settled = typed !== undefined && Object.keys(changed).length === 0;
  useEffect(() => {
    // Kept until the live row has caught up: dropping it earlier would flash the old words.
    if (!base) return;
    const waiting = differing(base, settling.current);
    const arrived = withoutFields(settling.current, waiting);
    if (Object.keys(arrived).length === 0) return;
    settling.current = waiting;
    void draft.forget(arrived);
  });
  return {
    value: base && typed ? { ...base, ...definedOf(typed) } : undefined,
    changed,
    change: draft.change,
    restored: draft.restored && !settled,
    discard: draft.discard,
    forget: draft.forget,
    settle: (saved) => {
      settling.current = saved;
    },
    moveTo: draft.moveTo,
    finish: async (saved, heir) => Object.keys(await draft.finish(saved, heir)).length === 0,
  };
}

/** The last value that there was: a row that another phone removes stays under the form that is open on it. */
export function useLast<T>(value: T | undefined): T | undefined {
  const last = useRef(value);
  if (value !== undefined) last.current = value;
  return last.current;
}

function differing<T extends object>(base: T, draft: Changes<T>): Changes<T> {
  const fields = Object.entries(draft) as [keyof T, T[keyof T] | undefined][];
  const different = fields.filter(([field, value]) => value !== undefined && !isSameField(value, base[field]));
  return Object.fromEntries(different) as Changes<T>;
}

function withoutFields<T>(changes: Changes<T>, gone: object): Changes<T> {
  return Object.fromEntries(Object.entries(changes).filter(([field]) => !(field in gone))) as Changes<T>;
}

/** A draft's field is absent or has a value; `undefined` is only what the type allows. */
function definedOf<T>(draft: Changes<T>): Partial<T> {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as Partial<T>;
}
