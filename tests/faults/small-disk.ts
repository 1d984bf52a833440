import { execFile, execFileSync } from 'node:child_process';
import { appendFile, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const unmount = 'umount';

/** A disk for a server's data that can be filled and relieved. */
export type SmallDisk = {
  readonly folder: string;
  /** Which way of running out of room this is, for the table. */
  readonly how: string;
  /** Whether a server that is started anew finds it as full. */
  readonly staysFull: boolean;
  /** Leaves about so many bytes of room to the server's process. */
  fill(room: number, pid: number): Promise<void>;
  relieve(pid: number): Promise<void>;
  close(): Promise<void>;
};

/** Bytes of the tmpfs: the sample exchange and all photos of a full run. It takes up only what is in it. */
const diskBytes = 128 * 1024 * 1024;

/**
 * A small tmpfs where this user may mount one, and otherwise a folder with a limit on how long the server's files may
 * grow (RLIMIT_FSIZE), which meets the same code from another side.
 *
 * @returns undefined where neither can be had
 */
export async function openSmallDisk(): Promise<SmallDisk | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-disk-'));
  const disk = (await mountTmpfs(folder)) ?? (await limitFiles(folder));
  if (!disk) await rm(folder, { recursive: true });
  return disk;
}

async function mountTmpfs(folder: string): Promise<SmallDisk | undefined> {
  const isMounted = await succeeds('mount', '-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', folder);
  if (!isMounted) return undefined;
  const ballast = join(folder, 'ballast');
  // A run that is broken off leaves no disk behind: detached at once, gone when the server is.
  const detach = () => void execFileSync(unmount, ['-l', folder]);
  process.once('exit', detach);
  return {
    folder,
    how: 'a small tmpfs',
    staysFull: true,
    fill: (room) => fillUp(ballast, room),
    relieve: () => rm(ballast, { force: true }),
    async close() {
      await run(unmount, [folder]);
      process.off('exit', detach);
      await rm(folder, { recursive: true });
    },
  };
}

/** Writes until no more than `room` bytes are free, to the page. */
async function fillUp(ballast: string, room: number): Promise<void> {
  await appendFile(ballast, '');
  for (;;) {
    const { bavail, bsize } = await statfs(ballast);
    const excess = bavail * bsize - room;
    if (excess < bsize) return;
    await appendFile(ballast, Buffer.alloc(Math.min(excess, 1024 * 1024)));
  }
}

async function limitFiles(folder: string): Promise<SmallDisk | undefined> {
  const limit = (pid: number, bytes: number | 'unlimited') => run('prlimit', [`--pid=${pid}`, `--fsize=${bytes}:`]);
  if (!(await succeeds('prlimit', `--pid=${process.pid}`, '--fsize=unlimited:'))) return undefined;
  return {
    folder,
    how: 'a limit on the length of the server’s files (RLIMIT_FSIZE)',
    staysFull: false,
    // With hardly any room no file may become longer at all.
    fill: async (room, pid) => void (await limit(pid, Math.max(1, room))),
    relieve: async (pid) => void (await limit(pid, 'unlimited')),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function succeeds(command: string, ...args: string[]): Promise<boolean> {
  return run(command, args).then(
    () => true,
    () => false,
  );
}
