import { CarnetError, type ErrorCode } from '#domain/errors.ts';
import type { CarnetDb } from './db.ts';

/** What a transaction ends with when the browser has lost its connection to the database in the middle of it. */
const connectionLost: ReadonlySet<string> = new Set(['UnknownError', 'AbortError', 'DatabaseClosedError']);

/**
 * Opens the database anew and writes once more when the connection to it was lost (Safari drops it while the app is
 * put aside). Dexie does so itself when it notices before a transaction, and not in the middle of one.
 */
export async function reconnecting<T>(db: CarnetDb, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const isLost =
      error instanceof Error && connectionLost.has(error.name) && innerName(error) !== 'QuotaExceededError';
    // Let go of for another tab (trouble.ts), it is not to be opened again.
    if (!isLost || db.troubles.current !== null) throw error;
    db.close({ disableAutoOpen: false });
    return await write();
  }
}

/** Runs a write, and says what went wrong with the storage in Carnet's own codes. */
export async function durably<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    throw new CarnetError(storageCode(name, innerName(error)), String(error), { cause: error });
  }
}

/** What Dexie's error stands for, where it stands for one of the browser. */
function innerName(error: unknown): string {
  return error instanceof Error && 'inner' in error && error.inner instanceof Error ? error.inner.name : '';
}

function storageCode(name: string, inner: string): ErrorCode {
  if (name === 'QuotaExceededError' || inner === 'QuotaExceededError') return 'storage_full';
  // Closed, and not for a failure to open it: another tab has taken the database over (trouble.ts).
  if (name === 'DatabaseClosedError' && (inner === '' || inner === name)) return 'app_outdated';
  return 'storage_failed';
}
