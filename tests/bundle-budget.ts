/**
 * What the phone downloads and parses before it can show Today, against a budget: `node tests/bundle-budget.ts`
 * after a build. Code that another screen needs belongs behind that screen's own import().
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** Bytes of JavaScript, compressed with brotli. */
export const budget = 75_000;

/** An entry of Vite's build manifest, as far as it is read here. */
export interface ManifestChunk {
  file: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  /** Keys of the chunks that load together with this one. */
  imports?: string[];
}
export type Manifest = Record<string, ManifestChunk>;

/** The screen itself: what it fetches behind its first picture (`today-….tsx`) is not needed to show it. */
const isTodayRoute = (key: string) => /^src\/ui\/routes\/(today\/)?today\.tsx$/.test(key);

/**
 * The JavaScript files that show Today: the entry, the route's own chunk where it has one, and all that these
 * import at once.
 */
export function todayFiles(manifest: Manifest): string[] {
  const roots = Object.keys(manifest).filter(
    (key) => manifest[key]?.isEntry || (manifest[key]?.isDynamicEntry && isTodayRoute(key)),
  );
  const seen = new Set<string>();
  const follow = (key: string) => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const imported of manifest[key]?.imports ?? []) follow(imported);
  };
  for (const root of roots) follow(root);
  const files = [...seen].map((key) => manifest[key]?.file ?? '').filter((file) => file.endsWith('.js'));
  return [...new Set(files)];
}

/** The messages of the languages that are loaded when chosen; a phone loads one of them, if any. */
export function messageFiles(manifest: Manifest): string[] {
  return Object.entries(manifest)
    .filter(([key, chunk]) => chunk.isDynamicEntry && /^src\/ui\/i18n\/.*\.json$/.test(key))
    .map(([, chunk]) => chunk.file);
}

/** Prints each file's weight; false when Today is over the budget or nothing was found. */
function checkBudget(folder: string): boolean {
  // Vite writes this file; its shape is Vite's promise.
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
  const weigh = (files: string[]) =>
    files.map((file) => ({ file, bytes: compressedBytes(join(folder, file)) })).sort((a, b) => b.bytes - a.bytes);
  const sizes = weigh(todayFiles(manifest));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { file, bytes } of sizes) console.log(row(bytes, file));
  const [heaviest] = weigh(messageFiles(manifest));
  if (heaviest) console.log(row(heaviest.bytes, `${heaviest.file}, not counted: the heaviest language beside English`));
  console.log(row(total, `in all, of ${budget}: ${total <= budget ? 'within the budget' : 'over the budget'}`));
  return sizes.length > 0 && total <= budget;
}

function compressedBytes(path: string): number {
  return brotliCompressSync(readFileSync(path)).length;
}

function row(bytes: number, label: string): string {
  return `${String(bytes).padStart(8)}  ${label}`;
}

if (import.meta.main && !checkBudget(resolve('dist'))) process.exitCode = 1;
