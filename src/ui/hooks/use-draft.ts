import { useEffect, useRef, useState } from 'preact/hooks';
import type * as z from 'zod/mini';
import { type Drafts, forgetFields, mergeFields } from '#store/drafts.ts';
import { useDrafts } from '../context.ts';
import { useDelayedSave } from './use-delayed-save.ts';

/** Some fields of a form; one that is `undefined` is not typed in. */
export type Changes<T> = { [K in keyof T]?: T[K] | undefined };

export type DraftForm<T> = {
  /** What the form shows; undefined for the moment until it is known whether a draft waits. */
  value: T | undefined;
  /** Changes some fields; they are on their way to the device at once. */
  change: (changes: Changes<T>) => void;
  /** A draft was found when the form opened: say so, and offer `discard`. */
  restored: boolean;
  /** Back to the start, without a draft. */
  discard: () => Promise<void>;
  /** These values are saved: fields that still hold them go back to the start. What was typed since stays. */
  forget: (saved: Changes<T>) => Promise<void>;
  /**
   * The form has been saved and closes: these values, or all of it, leave the draft, and the screen stays as it is.
   *
   * @param saved the form as it was saved
   * @param heir  the draft that takes over what was typed since, when this form will be about something else
   * @returns what was typed since and still waits in this form
   */
  finish: (saved?: Changes<T>, heir?: string) => Promise<Changes<T>>;
  /** Gives these words to another form; false when one is begun there already, and then they stay in this one. */
  moveTo: (heir: string, words: Changes<T>) => Promise<boolean>;
};

/** `fields` are those that were typed in. */
type Loaded<T> = { key: string; fields: Changes<T>; restored: boolean };

/**
 * A form that is kept while it is being typed: a reload, a crash, or a page killed behind the camera brings it back.
 *
 * @param key     names the form and what it is about: `expense/<id>`, `objective/new`
 * @param schema  what the fields of a draft must be, whichever of them there are;
 *                a field that an older version wrote and that no longer fits is left aside
 * @param initial the form without a draft; undefined while it is still being read
 */
export function useDraft<T extends object>(
  key: string,
  schema: z.ZodMiniType<Changes<T>>,
  initial: T | undefined,
): DraftForm<T> {
  const drafts = useDrafts();
  const saver = useDelayedSave();
  const [loaded, setLoaded] = useState<Loaded<T> | null>(null);
  // Ahead of the screen: two changes in one event build on each other, and a save that ends sees the last letter.
  const latest = useRef<Loaded<T> | null>(null);
  const unwritten = useRef<Changes<T>>({});
  const read = useRef((source: Drafts, name: string) => readDraft(source, name, schema));

  function show(next: Loaded<T>): void {
    latest.current = next;
    setLoaded(next);
  }

  useEffect(() => {
    let current = true;
    void read.current(drafts, key).then((fields) => {
      if (!current) return;
      // What another form could not keep is not of this one.
      unwritten.current = {};
      show({ key, fields, restored: !isEmpty(fields) });
    });
    return () => {
      current = false;
      saver.flush();
    };
  }, [drafts, key, saver]);

  const ready = loaded?.key === key ? loaded : null;

  /** Nothing is awaited before the write: the page may be gone a moment later. */
  function write(): Promise<void> {
    const changes = unwritten.current;
    unwritten.current = {};
    // A draft that can't be kept (a full disk) must not stop the typing; the next letter tries again with all of it.
    return drafts.merge(key, changes).catch(() => {
      if (latest.current?.key === key) unwritten.current = { ...changes, ...unwritten.current };
    });
  }

  function change(changes: Changes<T>): void {
    const now = latest.current;
    if (now?.key !== key || initial === undefined) return;
    show({ ...now, fields: mergeFields(now.fields, changes) as Changes<T> });
    unwritten.current = { ...unwritten.current, ...changes };
    saver.schedule(write);
  }

  function typedNow(): Changes<T> {
    return latest.current?.key === key ? latest.current.fields : {};
  }

  function forgetWritten(saved: Changes<T>): Promise<void> {
    // What waits is written first, so that the draft holds the words that are to be compared.
    saver.flush();
    // What can't be dropped comes back as “not saved yet”, which loses nothing; the save itself has succeeded.
    return drafts.forget(key, saved).catch(() => undefined);
  }

  async function forget(saved: Changes<T>): Promise<void> {
    const now = latest.current;
    if (now?.key === key) show({ ...now, fields: forgetFields(now.fields, saved) as Changes<T> });
    await forgetWritten(saved);
  }

  async function finish(saved = typedNow(), heir?: string): Promise<Changes<T>> {
    const rest = forgetFields(typedNow(), saved) as Changes<T>;
    await forgetWritten(saved);
    if (heir === undefined || isEmpty(rest)) return rest;
    return (await bequeath(heir, rest)) ? {} : rest;
  }

  async function bequeath(heir: string, words: Changes<T>): Promise<boolean> {
    try {
      if ((await drafts.get(heir)) !== undefined) return false;
      await drafts.merge(heir, words);
    } catch {
      return false;
    }
    await forgetWritten(words);
    return true;
  }

  return {
    // A draft's field has a value: `undefined` takes it away.
    value: ready && initial ? { ...initial, ...(ready.fields as Partial<T>) } : undefined,
    change,
    restored: ready?.restored === true && !isEmpty(ready.fields),
    discard: () => forget(typedNow()),
    forget,
    finish,
    // With what was typed after the words were read.
    moveTo: (heir, words) => bequeath(heir, { ...words, ...typedNow() }),
  };
}

/** The fields of the draft under a key: one that can't be read must not keep the form from opening. */
async function readDraft<T>(drafts: Drafts, key: string, schema: z.ZodMiniType<Changes<T>>): Promise<Changes<T>> {
  try {
    const fields = Object.entries((await drafts.get(key)) ?? {});
    const fitting = fields.map(([field, value]) => schema.safeParse({ [field]: value }).data);
    // Each is some fields of the form, or undefined where it did not fit.
    return Object.assign({}, ...fitting) as Changes<T>;
  } catch {
    return {};
  }
}

function isEmpty(fields: object): boolean {
  return Object.keys(fields).length === 0;
}
