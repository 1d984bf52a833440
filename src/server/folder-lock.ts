import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Takes a data folder for one server: a second one over the same SQLite would write past the first one's transactions
 * and tell its phones nothing. The lock is the operating system's, so it ends with the process, however that ends.
 *
 * @returns the way to give it back
 * @throws Error in words when a server has it
 */
export async function lockFolder(dataDir: string): Promise<() => void> {
  await mkdir(dataDir, { recursive: true });
  const lock = new DatabaseSync(join(dataDir, 'server.lock'));
  try {
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    throw new Error(`Another server is running on ${dataDir}. Stop it first, or choose another CARNET_DATA.`, {
      cause,
    });
  }
  return () => lock.close();
}
