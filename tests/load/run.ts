/**
 * `npm run load`: plays many exchanges with real phones' requests against a real server on this machine, and nowhere
 * else, bounded in count and time. Prints the page and writes it to src/server/LOAD.md.
 *
 *   --exchanges N  in the database (5,000)
 *   --phones N     connected at once (2,000); four to an exchange
 *   --rows N       of each exchange (60)
 *   --seconds N    of the steady part (120)
 *   --every N      seconds between two acts of one phone (300)
 *   --dry          leaves the page in the docs alone
 */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../fixtures.ts';
import { measureCosts } from './cost.ts';
import { measureGrowth } from './growth.ts';
import { loadPage } from './page.ts';
import { seed } from './seed.ts';
import { startLoadServer } from './server-process.ts';
import { playSteadily } from './steady.ts';

const most = { exchanges: 20_000, phones: 4000, rows: 1000, seconds: 600, every: 3600 };
const usual = { exchanges: 5000, phones: 2000, rows: 60, seconds: 120, every: 300 };
const sizes = [100, 1000, 5000, 10_000, 20_000];

const { dry, ...asked } = readArguments();
const folder = await mkdtemp(join(tmpdir(), 'carnet-load-'));
try {
  const page = loadPage(await measure());
  console.log(`\n${page}`);
  if (!dry) await writeFile(resolve(import.meta.dirname, '../../src/server/LOAD.md'), page);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measure() {
  const dataDir = join(folder, 'many');
  console.log(`filling ${asked.exchanges} exchanges of ${asked.rows} rows`);
  const { phones } = await seed(dataDir, asked.exchanges, asked.rows, asked.phones);
  const { size: databaseBytes } = await stat(join(dataDir, 'carnet.sqlite'));
  const server = await startLoadServer(dataDir);
  console.log(`${phones.length} phones for ${asked.seconds} s`);
  const random = seededRandom(1);
  const steady = await playSteadily(server, phones, { ...asked, random });
  console.log(`the server used ${(steady.cpu * 100).toFixed(0)} % of a core; now one kind after the other`);
  const growing = await seed(join(folder, 'few'), 9, 1, 36);
  await server.close();
  const few = await startLoadServer(join(folder, 'few'));
  // One of each exchange, so that they don't wait for each other.
  const [first, ...others] = growing.phones.filter((_, index) => index % 4 === 0);
  const costs = await measureCosts(few, others, 8);
  console.log('one exchange that grows');
  const growth = first ? await measureGrowth(few, first, sizes) : [];
  await few.close();
  return {
    ...{ date: new Date().toISOString().slice(0, 10), version: await readVersion(), machine: machine() },
    ...{ exchanges: asked.exchanges, rowsEach: asked.rows, every: asked.every },
    ...{ databaseBytes, steady, costs, growth },
  };
}

function readArguments() {
  const number = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      exchanges: number,
      phones: number,
      rows: number,
      seconds: number,
      every: number,
      dry: { type: 'boolean', default: false },
    },
  });
  const take = (name: keyof typeof usual) => {
    const value = Number(values[name] ?? usual[name]);
    if (Number.isSafeInteger(value) && value >= 1 && value <= most[name]) return value;
    throw new Error(`--${name} takes a whole number up to ${most[name]}`);
  };
  const [exchanges, phones, rows] = [take('exchanges'), take('phones'), take('rows')];
  return { exchanges, phones, rows, seconds: take('seconds'), every: take('every'), dry: values.dry };
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores, ${memory} GiB, Node ${process.versions.node}`;
}

async function readVersion(): Promise<string> {
  return String(JSON.parse(await readFile(resolve(import.meta.dirname, '../../package.json'), 'utf8')).version);
}
