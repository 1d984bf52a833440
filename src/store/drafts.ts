import type Dexie from 'dexie';
import type { EntityTable } from 'dexie';
import type { DraftRecord } from './db.ts';

/**
 * Forms that are being typed: of each only the fields that were typed in, so that two tabs with the same form open
 * keep what was typed in either. Values are whatever the form keeps; the form checks what it gets back.
 */
export type Drafts = {
  get(key: string): Promise<unknown>;
  /** Keeps these fields beside those that wait already; one that is `undefined` is not typed in any more. */
  merge(key: string, changes: object): Promise<void>;
  /** Drops the fields that still hold these values: what was typed meanwhile, or in another tab, stays. */
  forget(key: string, saved: object): Promise<void>;
};

/** A database with a place for drafts. */
type DraftsDb = Dexie & { readonly drafts: EntityTable<DraftRecord, 'key'> };

export function openDrafts(db: DraftsDb, now: () => number): Drafts {
  /** One transaction reads and writes, and transactions follow each other in the order of the calls. */
  function rewrite(key: string, next: (fields: Fields) => Fields): Promise<void> {
    return db.transaction('rw', db.drafts, async () => {
      const fields = next(fieldsOf((await db.drafts.get(key))?.value));
      // A draft without fields is none: it would count as a form that somebody has begun.
      if (Object.keys(fields).length === 0) await db.drafts.delete(key);
      else await db.drafts.put({ key, value: fields, savedAt: now() });
    });
  }

  return {
    get: async (key) => (await db.drafts.get(key))?.value,
    merge: (key, changes) => rewrite(key, (fields) => mergeFields(fields, changes)),
    forget: (key, saved) => rewrite(key, (fields) => forgetFields(fields, saved)),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** The fields with the changes over them; a change to `undefined` takes its field away. */
export function mergeFields(fields: object, changes: object): Fields {
  return Object.fromEntries(Object.entries({ ...fields, ...changes }).filter(([, value]) => value !== undefined));
}

/** The fields without those that still hold the value in `saved`. */
export function forgetFields(fields: object, saved: object): Fields {
  const gone = new Map(Object.entries(saved));
  return Object.fromEntries(
    Object.entries(fields).filter(([field, value]) => !gone.has(field) || !isSameField(value, gone.get(field))),
  );
}

/** Fields are JSON: text, numbers, and lists of ids. */
export function isSameField(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Whatever an older version has kept as a draft. */
function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
