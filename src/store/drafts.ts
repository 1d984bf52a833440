import type { CarnetDb } from './db.ts';

/** Forms that are being typed. Values are whatever the form keeps; the form checks what it gets back. */
export type Drafts = {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
};

export function openDrafts(db: CarnetDb, now: () => number): Drafts {
  return {
    get: async (key) => (await db.drafts.get(key))?.value,
    put: async (key, value) => {
      await db.drafts.put({ key, value, savedAt: now() });
    },
    delete: (key) => db.drafts.delete(key),
  };
}
