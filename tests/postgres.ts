import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A PostgreSQL of this test run's own: a fresh cluster in a temporary folder, reached through a socket in it. */
export type TemporaryPostgres = {
  /** The address of one of its databases. */
  urlOf(database: string): string;
  stop(): void;
};

/** PostgreSQL refuses to run as root: then it runs as this user (`nobody`). */
const unprivileged = 65_534;

/**
 * Starts one from the machine's binaries, without a port that others could take, and without flushing to the disk:
 * nothing in it outlives the run. Where there are none, root installs Debian's.
 *
 * @throws when the machine has no PostgreSQL and can't be given one
 */
export function startPostgres(): TemporaryPostgres {
  const bin = findBinaries() ?? installBinaries();
  if (bin === undefined)
    throw new Error(
      'No PostgreSQL (initdb, pg_ctl) was found or could be installed. Debian: apt-get install postgresql',
    );
  const folder = mkdtempSync(join(tmpdir(), 'carnet-postgres-'));
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { uid: unprivileged, gid: unprivileged } : {};
  if (isRoot) chownSync(folder, unprivileged, unprivileged);
  const data = join(folder, 'data');
  const run = (command: string, ...args: string[]) => {
    const { status, stdout, stderr, error } = spawnSync(join(bin, command), args, {
      ...user,
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' },
      encoding: 'utf8',
      // The server keeps what it inherits open: a pipe would never end.
      stdio: command === 'pg_ctl' ? 'ignore' : 'pipe',
    });
    if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`);
  };
  run('initdb', '-D', data, '-U', 'carnet', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync');
  const options = `-c listen_addresses='' -c unix_socket_directories='${folder}' -c fsync=off -c max_connections=200`;
  run('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-w', '-o', options, 'start');
  run('createdb', '-h', folder, '-U', 'carnet', 'migrated');
  return {
    urlOf: (database) => `postgres://carnet@localhost/${database}?host=${encodeURIComponent(folder)}`,
    stop() {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The folder of initdb and pg_ctl: Debian keeps them out of PATH, by version. */
function findBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = list(debian).sort((a, b) => Number(b) - Number(a));
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.find((folder) => {
    const names = new Set(list(folder));
    return names.has('initdb') && names.has('pg_ctl') && names.has('postgres');
  });
}

function installBinaries(): string | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'postgresql']])
    spawnSync('apt-get', ['--quiet', ...args], { stdio: ['ignore', 'inherit', 'inherit'], env });
  return findBinaries();
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
