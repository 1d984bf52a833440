import { durably } from './durable.ts';
import type { InboxFile } from './inbox.ts';

/**
 * Files that have come to this phone and are not yet receipts or evidence: shared from another app, maybe while nobody is signed
 * in, or just picked and about to be decoded, which takes memory that the phone may not have. A file leaves only when
 * what was made of it is safe, or when the person says so.
 *
 * A database of its own, because it must be there before any participant's is opened, and for the service worker too.
 */
const databaseName = 'inbox-of-carnet';
const storeName = 'files';

/** @throws CarnetError `storage_full` or `storage_failed` */
export async function putInInbox(files: readonly InboxFile[]): Promise<void> {
  await change((store) => {
    for (const file of files) store.put(file);
  });
}

export async function removeFromInbox(ids: readonly string[]): Promise<void> {
  await change((store) => {
    for (const id of ids) store.delete(id);
  });
}

/** The bytes of one that waits; undefined where it does not. */
export async function readFromInbox(id: string): Promise<ArrayBuffer | undefined> {
  const found: unknown = await runInInbox('readonly', (store) => store.get(id));
  const isFile = typeof found === 'object' && found !== null && 'bytes' in found;
  return isFile && found.bytes instanceof ArrayBuffer ? found.bytes : undefined;
}

/** How many files of other apps wait for whoever signs in next. */
export async function countShared(): Promise<number> {
  const found: unknown = await runInInbox('readonly', (store) => store.getAll());
  return Array.isArray(found) ? found.filter((file) => file?.participantId === null).length : 0;
}

async function change(make: (store: IDBObjectStore) => void): Promise<void> {
  await durably(() =>
    runInInbox('readwrite', (store) => {
      make(store);
      return undefined;
    }),
  );
}

/** One transaction, strict as all that says “saved” (S1); the connection is not kept, so that nothing is blocked. */
export async function runInInbox<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T> | undefined,
): Promise<T | undefined> {
  const database = await openDatabase();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(storeName, mode, { durability: 'strict' });
      const request = act(transaction.objectStore(storeName));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
