import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { carnet } from './backup/filled-store.ts';
import { lockFolder } from './folder-lock.ts';
import { startServer } from './serve.ts';

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-lock-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('a second server over the same folder does not start, and one that has ended makes room', async () => {
  const dataDir = await newFolder();
  const first = await startServer({ dataDir, port: 0, log: () => {} });
  await expect(startServer({ dataDir, port: 0, log: () => {} })).rejects.toThrow('Another server is running');
  // Commands beside it go on.
  expect((await carnet(['exchanges', '--data', dataDir])).code).toBe(0);
  const DATABASE_URL = 'postgres://nobody@localhost/none';
  expect(await carnet(['move'], { CARNET_DATA: dataDir, DATABASE_URL })).toMatchObject({
    code: 1,
    data: { error: expect.stringContaining('Another server is running') },
  });
  await first.close();
  await (await startServer({ dataDir, port: 0, log: () => {} })).close();
});

test('a server that was killed leaves no lock behind', async () => {
  const dataDir = await newFolder();
  const script = `const { lockFolder } = await import(${JSON.stringify(join(import.meta.dirname, 'folder-lock.ts'))});
    await lockFolder(${JSON.stringify(dataDir)}); console.log('locked'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await expect(lockFolder(dataDir)).rejects.toThrow('Another server');
  child.kill('SIGKILL');
  await once(child, 'exit');
  (await lockFolder(dataDir))();
}, 60_000);
