import type { Page } from '@playwright/test';

/** What stands in a phone's IndexedDB, read past the app: the proof that what the screen says is true. */
export type PhoneStorage = {
  /** Rows by `kind/id`. */
  rows: Record<string, Record<string, unknown>>;
  /** SHA-256 of each photo's bytes as they are on the phone, beside the name that they are kept under. */
  photos: { name: string; hash: string; state: string }[];
  outbox: number;
};

export function readPhone(page: Page): Promise<PhoneStorage> {
  return readDatabase(page, async ({ all }) => {
    const hex = (bytes: ArrayBuffer) =>
      Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const rows = await all<{ kind: string; id: string; row: Record<string, unknown> }>('rows');
    const bytes = await all<{ hash: string; bytes: ArrayBuffer }>('blobBytes');
    const records = await all<{ hash: string; state: string }>('blobs');
    const outbox = await all('outbox');
    const photos = [];
    for (const { hash, bytes: content } of bytes) {
      const state = records.find((record) => record.hash === hash)?.state ?? 'unknown';
      photos.push({ name: hash, hash: hex(await crypto.subtle.digest('SHA-256', content)), state });
    }
    return {
      rows: Object.fromEntries(rows.map(({ kind, id, row }) => [`${kind}/${id}`, row])),
      photos,
      outbox: outbox.length,
    };
  });
}

/** The bytes that a phone keeps under these names, past the app; left out when there are none. */
export async function readBlobs(page: Page, hashes: readonly string[]): Promise<Buffer[]> {
  const read = async ({ get }: Database, wanted: readonly string[]) => {
    const texts = [];
    for (const hash of wanted) {
      const record = await get<{ bytes: ArrayBuffer }>('blobBytes', hash);
      if (record) texts.push(Array.from(new Uint8Array(record.bytes), (byte) => String.fromCharCode(byte)).join(''));
    }
    return texts.map((text) => btoa(text));
  };
  const found = await readDatabase(page, read, hashes);
  return found.map((base64) => Buffer.from(base64, 'base64'));
}

/** What is typed and not saved, as it would come back: the JSON of all drafts. A write of them may still be under way. */
export function readDrafts(page: Page): Promise<string> {
  return readDatabase(page, async ({ all }) => JSON.stringify(await all('drafts')));
}

type Database = {
  all<T>(store: string): Promise<T[]>;
  get<T>(store: string, key: string): Promise<T | undefined>;
  close(): void;
};

/** @param read runs in the page, so it can use nothing from outside */
async function readDatabase<T>(
  page: Page,
  read: (database: Database, hashes: readonly string[]) => Promise<T>,
  hashes: readonly string[] = [],
): Promise<T> {
  const database = await page.evaluateHandle(openDatabase);
  try {
    return await database.evaluate(read, hashes);
  } finally {
    // An upgrade of the app would wait for it.
    await database.evaluate(({ close }) => close());
    await database.dispose();
  }
}

/** Runs in the page. */
async function openDatabase(): Promise<Database> {
  const databases = await indexedDB.databases();
  const name = databases.map((database) => database.name ?? '').find((candidate) => candidate.startsWith('carnet-'));
  if (!name) throw new Error('Carnet has no database on this phone');
  const ready = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await ready(indexedDB.open(name));
  const storeOf = (store: string) => db.transaction(store).objectStore(store);
  return {
    all: (store) => ready(storeOf(store).getAll()),
    get: (store, key) => ready(storeOf(store).get(key)),
    close: () => db.close(),
  };
}
