import type { Kind, Row } from '#domain/kinds.ts';
import { databaseName, nativeVersion, type Replica, type StoredRow } from './db.ts';
import { type FirstLook, firstLookOf } from './queries/today.ts';

/**
 * What Today shows at its first look, by IndexedDB itself: on a slow phone Dexie takes a tenth of a second before its
 * first answer, to make its tables and for each request's own promises. It comes behind the first screen.
 *
 * @returns undefined where Dexie has to look: there is no database yet, or one of another version, or it can't be read
 */
export async function readFirstLook(participantId: string, exchangeId: string): Promise<FirstLook | undefined> {
  const db = await openExisting(databaseName(participantId));
  if (db?.version !== nativeVersion) {
    db?.close();
    return undefined;
  }
  try {
    const tx = db.transaction(['rows', 'replicas'], 'readonly');
    const rows = tx.objectStore('rows');
    const list = async <K extends Kind>(kind: K) => {
      // Arrays come after any text: of this kind, and all of it.
      const range = IDBKeyRange.bound([exchangeId, kind], [exchangeId, kind, []]);
      // Under a kind stand only rows of that kind (dexie-tx.ts, replica.ts).
      return (await answer<StoredRow[]>(rows.getAll(range))).map(({ row }) => row as Row<K>);
    };
    const [replica, [exchange], sessions, participants, objectives, questions] = await Promise.all([
      answer<Replica | undefined>(tx.objectStore('replicas').get(exchangeId)),
      list('exchange'),
      list('session'),
      list('participant'),
      list('objective'),
      list('question'),
    ]);
    return firstLookOf({ replica, exchange, sessions, participants, objectives, questions });
  } finally {
    // It would keep a newer version, or a sign-out, from the database.
    db.close();
  }
}

/** Makes none where there is none. */
function openExisting(name: string): Promise<IDBDatabase | undefined> {
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => request.transaction?.abort();
  return answer(request).catch(() => undefined);
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
