/**
 * `npm run faults`: breaks real things (processes, disks, networks) while people write, and counts what is missing
 * afterwards. Writes the table to src/sync/FAULTS.md and fails when anything was lost.
 *
 *   --quick      a bounded part for `npm test`; leaves the table in the docs alone
 *   --seed N     what is entered and when it is broken; the processes themselves keep their own time
 *   --only NAME  one kind of fault; prints its row only
 */
import 'fake-indexeddb/auto';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../../src/server/ensure-built.ts';
import { ensureBrowser } from '../find-browser.ts';
import { killBrowser } from './browser-kills.ts';
import { fillBrowser } from './browser-quota.ts';
import { cutNetwork } from './dying-network.ts';
import { fillServerDisk } from './full-disk.ts';
import { killServer } from './server-kills.ts';
import { faultsPage } from './table.ts';
import { isSound, type Outcome, type TrialOptions, wasTried } from './trial.ts';

const root = resolve(import.meta.dirname, '../..');
type Kind = (options: TrialOptions) => Promise<Outcome>;
const kinds: Readonly<Record<string, Kind>> = {
  'server-kills': killServer,
  'full-disk': fillServerDisk,
  'browser-kills': killBrowser,
  'browser-quota': fillBrowser,
  'dying-network': cutNetwork,
};
const withBrowser = ['browser-kills', 'browser-quota', 'dying-network'];

// Broken off by hand: what was started ends, too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const { quick, seed, only } = readArguments();
console.log(`seed ${seed}${quick ? ', quick' : ''}`);
ensureBrowser();
const distDir = await ensureBuilt(root);
const outcomes = await runAll(Object.keys(kinds).filter((kind) => only === undefined || only === kind));

const page = faultsPage(outcomes, { seed, date: new Date().toISOString().slice(0, 10), version: await readVersion() });
console.log(`\n${page}`);
for (const line of outcomes.flatMap(failuresOf)) console.error(line);
if (!quick && only === undefined) await writeFile(resolve(root, 'src/sync/FAULTS.md'), page);
process.exit(outcomes.every((outcome) => !wasTried(outcome) || isSound(outcome)) ? 0 : 1);

function readArguments(): { quick: boolean; seed: number; only: string | undefined } {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean', default: false }, seed: { type: 'string' }, only: { type: 'string' } },
  });
  const { quick, only } = values;
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  if (!Number.isSafeInteger(seed)) throw new Error('--seed takes a whole number');
  if (only !== undefined && !(only in kinds)) throw new Error(`--only takes one of ${Object.keys(kinds).join(', ')}`);
  return { quick, seed, only };
}

/** One after the other, and those with a browser beside those without. */
async function runAll(names: readonly string[]): Promise<Outcome[]> {
  const lanes = Map.groupBy(names, (name) => withBrowser.includes(name));
  return (await Promise.all(Array.from(lanes.values(), runInTurn))).flat();
}

async function runInTurn(names: readonly string[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const name of names) {
    const since = performance.now();
    const say = (line: string) => console.log(`${name}: ${line}`);
    outcomes.push(await tried(name, say));
    say(`done in ${Math.round((performance.now() - since) / 1000)} s`);
  }
  return outcomes;
}

/** A trial that breaks off has shown nothing, and is never taken for a success. */
async function tried(name: string, say: (line: string) => void): Promise<Outcome> {
  try {
    const trial = kinds[name];
    if (!trial) throw new Error(`no fault is called ${name}`);
    return await trial({ seed, quick, distDir, say });
  } catch (error) {
    const broken = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    const nothing = { injected: 0, hit: 0, hitMeans: 'the trial broke off', lost: [], doubled: [], notes: [] };
    return { fault: name, ...nothing, entered: { writes: 0, photos: 0, paragraphs: 0 }, broken };
  }
}

function failuresOf(outcome: Outcome): string[] {
  if (!wasTried(outcome)) return [];
  const { fault, hit, lost, doubled, broken } = outcome;
  return [
    ...(hit === 0 ? [`${fault}: hit nothing`] : []),
    ...lost.map((what) => `LOST ${what}`),
    ...doubled.map((what) => `DOUBLED ${what}`),
    ...broken.map((what) => `BROKEN ${what}`),
  ];
}

async function readVersion(): Promise<string> {
  return String(JSON.parse(await readFile(resolve(root, 'package.json'), 'utf8')).version);
}
