import { useEffect, useRef } from 'preact/hooks';
import type * as z from 'zod/mini';
import { useDraft } from '../hooks/use-draft.ts';

/** Some fields of a form. */
export type Changes<T> = { [K in keyof T]?: T[K] | undefined };

export type Edits<T> = {
  /** The row with what was typed on top; undefined until both are known. */
  value: T | undefined;
  /** Only what differs from the row: this is what a save sends. */
  changed: Changes<T>;
  change: (changes: Changes<T>) => void;
  /** What was typed earlier and not saved has come back. */
  restored: boolean;
  discard: () => Promise<void>;
  /** Saved, and the form stays open: the draft goes as soon as the row says the same. */
  settle: () => void;
  /** Saved, and the form closes: the draft goes now. */
  finish: () => Promise<void>;
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
  const settling = useRef(false);
  const { discard } = draft;
  const settled = typed !== undefined && Object.keys(changed).length === 0;
  useEffect(() => {
    // Kept until the live row has caught up: dropping it earlier would flash the old words.
    if (!settled || !settling.current) return;
    settling.current = false;
    void discard();
  });
  return {
    value: base && typed ? { ...base, ...definedOf(typed) } : undefined,
    changed,
    change: draft.change,
    restored: draft.restored && !settled,
    discard,
    settle: () => {
      settling.current = true;
    },
    finish: draft.finish,
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
  const different = fields.filter(([field, value]) => value !== undefined && !isSame(value, base[field]));
  return Object.fromEntries(different) as Changes<T>;
}

/** A draft's field is absent or has a value; `undefined` is only what the type allows. */
function definedOf<T>(draft: Changes<T>): Partial<T> {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** Fields are JSON: text, numbers, and lists of ids. */
function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
