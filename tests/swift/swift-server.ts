import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import type { S3Options } from '#server/blobs/s3.ts';

/** An S3-compatible store that shares no code with the one of the other tests: OpenStack Swift, with its s3api. */
export type Swift = { readonly options: S3Options; stop(): void };

const keys = { accessKeyId: 'test:tester', secretAccessKey: 'testing' };
const storage = ['account', 'container', 'object'] as const;
const packages = ['swift-proxy', 'swift-account', 'swift-container', 'swift-object'];

/**
 * Starts one on a folder, from Debian's packages, which root installs where they are missing: three storage servers
 * with one device and one copy, and a proxy.
 *
 * @throws when the machine has none and can't be given one, or the folder's file system keeps no extended attributes
 */
export async function startSwift(folder: string): Promise<Swift> {
  ensureInstalled();
  await mkdir(join(folder, 'devices/d1'), { recursive: true });
  const children: ChildProcess[] = [];
  const stop = () => {
    for (const child of children) child.kill('SIGKILL');
  };
  try {
    for (const kind of storage) {
      const port = await freePort();
      await makeRing(folder, kind, port);
      children.push(await startPart(folder, kind, port, storageConfig(folder, kind, port)));
    }
    const port = await freePort();
    children.push(await startPart(folder, 'proxy', port, proxyConfig(folder, port)));
    const options = { endpoint: `http://127.0.0.1:${port}`, bucket: 'carnet', region: 'us-east-1', ...keys };
    await makeBucket(options);
    return { options, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

function ensureInstalled(): void {
  const commands = ['proxy', ...storage].map((kind) => commandOf(kind));
  const isThere = () => commands.every((path) => existsSync(path));
  if (isThere()) return;
  if (process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [['update'], ['install', '--yes', '--no-install-recommends', ...packages]])
      spawnSync('apt-get', ['--quiet', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env });
  }
  if (!isThere())
    throw new Error(`No Swift was found or could be installed. Debian: apt-get install ${packages.join(' ')}`);
}

function commandOf(kind: string): string {
  return `/usr/bin/swift-${kind}-server`;
}

async function makeRing(folder: string, kind: string, port: number): Promise<void> {
  const builder = join(folder, `${kind}.builder`);
  for (const args of [['create', '4', '1', '1'], ['add', `r1z1-127.0.0.1:${port}/d1`, '100'], ['rebalance']]) {
    // The Python of the packages, whatever else the machine has first in its PATH.
    const run = spawnSync('/usr/bin/python3', ['/usr/bin/swift-ring-builder', builder, ...args], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`swift-ring-builder ${args[0]}: ${run.stdout}${run.stderr}`);
  }
}

function head(folder: string, port: number): string {
  return `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${process.getuid?.() === 0 ? 'root' : process.env.USER}
swift_dir = ${folder}
devices = ${folder}/devices
mount_check = false
`;
}

function storageConfig(folder: string, kind: string, port: number): string {
  return `${head(folder, port)}
[pipeline:main]
pipeline = ${kind}-server
[app:${kind}-server]
use = egg:swift#${kind}
`;
}

function proxyConfig(folder: string, port: number): string {
  return `${head(folder, port)}
[pipeline:main]
pipeline = catch_errors cache s3api tempauth copy slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = ${keys.secretAccessKey} .admin
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
`;
}

async function startPart(folder: string, kind: string, port: number, config: string): Promise<ChildProcess> {
  const file = join(folder, `${kind}-server.conf`);
  await writeFile(file, config);
  const child = spawn('/usr/bin/python3', [commandOf(kind), file], { stdio: ['ignore', 'ignore', 'inherit'] });
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`swift-${kind}-server ended with ${child.exitCode}`);
    if (await connects(port)) return child;
    await new Promise((done) => setTimeout(done, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`swift-${kind}-server does not listen`);
}

async function makeBucket({ endpoint, bucket, region, ...credentials }: S3Options): Promise<void> {
  const aws = new AwsClient({ ...credentials, region, service: 's3' });
  const response = await aws.fetch(`${endpoint}/${bucket}`, { method: 'PUT' });
  if (!response.ok) throw new Error(`no bucket: ${response.status} ${await response.text()}`);
}

function connects(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection(port, '127.0.0.1', () => {
      socket.destroy();
      done(true);
    });
    socket.on('error', () => done(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
