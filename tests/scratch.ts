import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for what tests write and nobody keeps; it goes when it is disposed of. */
export type Scratch = { readonly path: string } & Disposable;

/** In memory where the machine has one with room for some phones and servers: tests need not wait for a disk. */
export function openScratch(inMemory = '/dev/shm', room = 4 * 1024 ** 3): Scratch {
  const path = mkdtempSync(join(roomIn(inMemory) >= room ? inMemory : tmpdir(), 'carnet-test-'));
  // PostgreSQL, which does not run as root, has its own folder in it.
  chmodSync(path, 0o711);
  const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  // Also when the run is broken off.
  process.once('exit', remove);
  return {
    path,
    [Symbol.dispose]() {
      process.off('exit', remove);
      remove();
    },
  };
}

/** Bytes; none where there is no such folder. */
function roomIn(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
