import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ensureBuilt } from './ensure-built.ts';

/** A project whose “vite build” counts how often it ran. */
async function newProject(): Promise<{ root: string; builds: () => Promise<number> }> {
  const root = await mkdtemp(join(tmpdir(), 'carnet-build-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, 'src', 'server'), { recursive: true });
  await mkdir(join(root, 'node_modules', 'vite', 'bin'), { recursive: true });
  await writeFile(join(root, 'src', 'main.tsx'), 'one');
  const script =
    "const { appendFileSync, mkdirSync } = require('node:fs'); mkdirSync('dist', { recursive: true }); appendFileSync('builds', 'x');";
  await writeFile(join(root, 'node_modules', 'vite', 'bin', 'vite.js'), script);
  return { root, builds: async () => (await readFile(join(root, 'builds'), 'utf8')).length };
}

test('the app is built when missing and when its sources changed, and not otherwise', async () => {
  const { root, builds } = await newProject();
  expect(await ensureBuilt(root)).toBe(join(root, 'dist'));
  await ensureBuilt(root);
  expect(await builds()).toBe(1);
  await writeFile(join(root, 'src', 'main.tsx'), 'two');
  await ensureBuilt(root);
  expect(await builds()).toBe(2);
  await writeFile(join(root, 'src', 'server', 'app.ts'), 'the server is not part of the built app');
  await writeFile(join(root, 'src', 'main.test.tsx'), 'nor are tests');
  await ensureBuilt(root);
  expect(await builds()).toBe(2);
});

test('a build that fails says so and is tried again', async () => {
  const { root, builds } = await newProject();
  const broken = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const working = await readFile(broken, 'utf8');
  await writeFile(broken, "console.error('no such file'); process.exit(1);");
  await expect(ensureBuilt(root)).rejects.toThrow('no such file');
  await writeFile(broken, working);
  await ensureBuilt(root);
  expect(await builds()).toBe(1);
});
