import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';

/** What the built app is made from. */
const sources = ['src', 'sw', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];
/** Below the sources, but not part of the app. */
const leftOut = /(^|\/)src\/server\/|\.test\.tsx?$/;

/**
 * Builds the app into `dist/` when it is missing or was built from other sources than these.
 * @param root the folder of package.json
 * @throws when the build fails, with its output
 */
export async function ensureBuilt(root: string): Promise<string> {
  const dist = join(root, 'dist');
  const stamp = join(dist, '.built-from');
  const wanted = await hashOfSources(root);
  const builtFrom = await readFile(stamp, 'utf8').catch(() => '');
  if (builtFrom === wanted) return dist;
  await build(root);
  await writeFile(stamp, wanted);
  return dist;
}

async function build(root: string): Promise<void> {
  console.error('building the app …');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build'], { cwd: root, maxBuffer: 64 * 1024 * 1024 }).catch(
    (error: Error & { stderr?: string }) => {
      throw new Error(`the app could not be built:\n${error.stderr ?? error.message}`);
    },
  );
}

async function hashOfSources(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const path of (await Promise.all(sources.map((name) => filesBelow(join(root, name))))).flat().sort()) {
    const name = relative(root, path).replaceAll(sep, '/');
    if (leftOut.test(name)) continue;
    const content = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    hash.update(`${name}\0${content}\n`);
  }
  return hash.digest('hex');
}

/** A file itself, all files of a folder, or nothing. */
async function filesBelow(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return [];
  if (found.isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
