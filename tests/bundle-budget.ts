/**
 * What the phone downloads and parses, against budgets: `node tests/bundle-budget.ts` after a build. Code that another
 * screen needs belongs behind that screen's own import(), in one of the parts that vite.config.ts names.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** All budgets are bytes, compressed with brotli. JavaScript that shows Today: */
export const budget = 75_000;
/** JavaScript and style sheets that show the entry page to somebody new, who has nothing of it yet. */
const welcomeBudget = 50_000;
/** The style sheets of Today. */
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

/** The scripts and style sheets that a document brings with it, as paths in the built folder. */
export function filesOf(html: string): string[] {
  return [
    ...new Set([...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? '')),
  ];
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
  const weigh = (files: string[]) =>
    files.map((file) => ({ file, bytes: compressedBytes(join(folder, file)) })).sort((a, b) => b.bytes - a.bytes);
  const broughtBy = (name: string) => weigh(filesOf(readFileSync(join(folder, name), 'utf8')));
  const [welcome, kept] = [broughtBy('index.html'), broughtBy('kept.html')];
  const styles = kept.filter(({ file }) => file.endsWith('.css'));
  const today = kept.filter(({ file }) => file.endsWith('.js'));
  for (const { file, bytes } of today) console.log(row(bytes, file));
  const files = precachedFiles(readFileSync(join(folder, 'sw.js'), 'utf8'));
  return [
    keeps('JavaScript of Today', sumOf(today), budget) && today.length > 0,
    keeps('style sheets of Today', sumOf(styles), cssBudget) && styles.length > 0,
    keeps('all that shows the entry page', sumOf(welcome), welcomeBudget) && welcome.length > 0,
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
