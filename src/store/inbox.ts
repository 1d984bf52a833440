import * as z from 'zod/mini';
import { durably } from './durable.ts';

/**
 * Files that have come to this phone and are not yet receipts or evidence: shared from another app, maybe while nobody is signed
 * in, or just picked and about to be decoded, which takes memory that the phone may not have. A file leaves only when
 * what was made of it is safe, or when the person says so.
 *
 * A database of its own, because it must be there before any participant's is opened, and for the service worker too.
 */
const databaseName = 'inbox-of-carnet';
const storeName = 'files';

/** Where a photo of the visit is to stand. */
const evidencePlaceSchema = z.object({
  exchangeId: z.string(),
  sectionId: z.nullable(z.string()),
  sessionId: z.optional(z.string()),
  /** How often it was tried again after the app had been closed in the middle of it. */
  tries: z.number(),
});
export type EvidencePlace = z.infer<typeof evidencePlaceSchema>;

const inboxFileSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.instanceof(ArrayBuffer),
  /** Milliseconds since the epoch. */
  addedAt: z.number(),
  /** Whose file it is; null: of whoever signs in next. */
  participantId: z.nullable(z.string()),
  /** The expense that is being made of it, so that a second try makes no second one; null: not begun. */
  expenseId: z.nullable(z.string()),
  /** It becomes evidence, by itself; absent: a receipt, when the person says so. */
  evidence: z.optional(evidencePlaceSchema),
});
export type InboxFile = z.infer<typeof inboxFileSchema>;

/** @throws CarnetError `storage_full` or `storage_failed` */
export async function putInInbox(files: readonly InboxFile[]): Promise<void> {
  await change((store) => {
    for (const file of files) store.put(file);
  });
}

/** What waits for this participant, oldest first. What this version can't read is left for one that can. */
export async function listInbox(participantId: string | null): Promise<InboxFile[]> {
  const records: unknown = await run('readonly', (store) => store.getAll());
  const files = Array.isArray(records) ? records.flatMap((record) => inboxFileSchema.safeParse(record).data ?? []) : [];
  return files
    .filter((file) => file.participantId === null || file.participantId === participantId)
    .sort((a, b) => a.addedAt - b.addedAt);
}

export async function removeFromInbox(ids: readonly string[]): Promise<void> {
  await change((store) => {
    for (const id of ids) store.delete(id);
  });
}

/** What goes with a sign-out: the files of that participant, and no others. */
export async function emptyInboxOf(participantId: string): Promise<void> {
  const own = (await listInbox(participantId)).filter((file) => file.participantId !== null);
  await removeFromInbox(own.map(({ id }) => id));
}

async function change(make: (store: IDBObjectStore) => void): Promise<void> {
  await durably(() =>
    run('readwrite', (store) => {
      make(store);
      return undefined;
    }),
  );
}

/** One transaction, strict as all that says “saved” (S1); the connection is not kept, so that nothing is blocked. */
async function run<T>(
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
