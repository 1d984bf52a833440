/**
 * What the phone downloads and parses, against budgets: `node tests/bundle-budget.ts` after a build. Code that another
 * screen needs belongs behind that screen's own import(), in one of the parts that vite.config.ts names.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** All budgets are bytes, compressed with brotli. JavaScript that shows Today: */
export const budget = 75_000;
/** The style sheets of the entry. */
const cssBudget = 20_000;
/** Everything that a phone fetches before it can do without a network. */
const precacheBudget = 1_100_000;
/** The parts that are opened for themselves; a file of no name here may weigh as much as `other`. */
const partBudgets: Readonly<Record<string, number>> = {
  write: 60_000,
  text: 130_000,
  common: 50_000,
  plan: 30_000,
  expenses: 30_000,
  report: 40_000,
  editor: 50_000,
  hub: 40_000,
  more: 40_000,
  pdf: 400_000,
  /** English, in its parts, and those of each other language. */
  language: 45_000,
  other: 30_000,
};
/** What comes only when it is asked for, and stays then (sw/large-parts.ts). */
const large = /^(fonts-east|libheif|pdfjs)/;

/** An entry of Vite's build manifest, as far as it is read here. */
export interface ManifestChunk {
  file: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  /** Keys of the chunks that load together with this one. */
  imports?: string[];
  css?: string[];
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

/** The files of the service worker's list that every phone keeps, as paths in the built folder. */
export function precachedFiles(worker: string): string[] {
  const files = [...worker.matchAll(/"url":"([^"]+)"/g)].map(([, url]) => url ?? '');
  return files.filter((file) => !file.startsWith('assets/words-'));
}

/** The name that a part's file begins with: `plan` of `plan-CKUySYt6.js`; `language` of words. */
export function partOf(file: string): string {
  const name = /^(.*)-[\w-]{8}\.js$/.exec(file)?.[1] ?? file;
  return /^(en|words-.*)$/.test(name) ? 'language' : name;
}

/** Prints each weight; false when something is over its budget, or nothing was found. */
function checkBudgets(folder: string): boolean {
  // Vite writes this file; its shape is Vite's promise.
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
  const weigh = (files: string[]) =>
    files.map((file) => ({ file, bytes: compressedBytes(join(folder, file)) })).sort((a, b) => b.bytes - a.bytes);
  const today = weigh(todayFiles(manifest));
  for (const { file, bytes } of today) console.log(row(bytes, file));
  const [heaviest] = weigh(messageFiles(manifest));
  if (heaviest) console.log(row(heaviest.bytes, `${heaviest.file}, not counted: the heaviest language beside English`));
  const styles = weigh([
    ...new Set(Object.values(manifest).flatMap((chunk) => (chunk.isEntry ? (chunk.css ?? []) : []))),
  ]);
  const files = precachedFiles(readFileSync(join(folder, 'sw.js'), 'utf8'));
  return [
    keeps('JavaScript of Today', sumOf(today), budget) && today.length > 0,
    keeps('style sheets of the entry', sumOf(styles), cssBudget) && styles.length > 0,
    ...keepParts(join(folder, 'assets'), new Set(today.map(({ file }) => file))),
    keeps(`all ${files.length} files that are kept for no network`, sumOf(weigh(files)), precacheBudget),
    files.length > 0,
  ].every(Boolean);
}

function keepParts(assets: string, counted: ReadonlySet<string>): boolean[] {
  const names = readdirSync(assets).filter((name) => name.endsWith('.js') && !large.test(name));
  return names
    .filter((name) => !counted.has(`assets/${name}`))
    .map((name) => ({ name, bytes: compressedBytes(join(assets, name)) }))
    .filter(({ name, bytes }) => partOf(name) in partBudgets || bytes > 10_000)
    .map(({ name, bytes }) => keeps(name, bytes, partBudgets[partOf(name)] ?? partBudgets.other ?? 0));
}

function keeps(what: string, bytes: number, most: number): boolean {
  console.log(row(bytes, `${what}, of ${most}: ${bytes <= most ? 'within the budget' : 'OVER THE BUDGET'}`));
  return bytes <= most;
}

const sumOf = (sizes: readonly { bytes: number }[]) => sizes.reduce((sum, { bytes }) => sum + bytes, 0);

/** What is compressed already, as pictures and fonts are, weighs what it weighs. */
function compressedBytes(path: string): number {
  const plain = readFileSync(path);
  return /\.(png|woff2?)$/.test(path) ? plain.length : brotliCompressSync(plain).length;
}

function row(bytes: number, label: string): string {
  return `${String(bytes).padStart(8)}  ${label}`;
}

if (import.meta.main && !checkBudgets(resolve('dist'))) process.exitCode = 1;
