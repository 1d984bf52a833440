/**
 * `npm test`: every check that a change has to pass, in one run. A failed step does not stop the next ones, so
 * that one run shows all there is to mend; only the end-to-end tests need a finished build.
 *
 * The very last line is `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { ensureBuilt } from '../src/server/ensure-built.ts';
import { ensureBrowser } from './find-browser.ts';
import { openScratch } from './scratch.ts';
import { type Counts, countStep, countTests, e2eReport, sum, unitReport } from './test-counts.ts';

const resultsFolder = resolve('test-results');
const unitFile = resolve(resultsFolder, 'unit.json');
const e2eFile = resolve(resultsFolder, 'e2e.json');

// Broken off by hand: what it has put into memory goes, too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const total = sum(await Array.fromAsync(runAll()));
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function* runAll(): AsyncGenerator<Counts> {
  rmSync(resultsFolder, { recursive: true, force: true });
  mkdirSync(resultsFolder, { recursive: true });

  // None of them keeps two cores busy.
  const looks = [
    runBeside('Types', 'npm', 'run', 'typecheck'),
    runBeside('Lint', 'npm', 'run', 'lint'),
    runBeside('Known holes in dependencies', 'npm', 'run', 'audit'),
  ];
  const built = build();
  for (const look of looks) yield countStep(await look);
  const isBuilt = await built;
  yield countStep(isBuilt);

  using scratch = openScratch();
  const inScratch = { TMPDIR: scratch.path };
  const unit = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitFile}`];
  const unitPassed = await run('Unit, contract and simulation tests', inScratch, 'vitest', ...unit);
  yield countTests(unitPassed, unitReport(readReport(unitFile)));

  if (!isBuilt) {
    heading('No bundle budget, no end-to-end tests and no faults: the build failed');
    yield { passed: 0, failed: 3 };
    return;
  }
  yield countStep(await run('Bundle budget', inScratch, 'npm', 'run', 'budget'));

  const canBrowse = hasBrowser();
  // They wait more than they work. On a real disk, which is one of the things that they fill.
  const faults = canBrowse && runBeside('Faults, the quick run', 'npm', 'run', 'faults', '--', '--quick');
  const e2ePassed = canBrowse && (await run('End-to-end tests', inScratch, 'playwright', 'test'));
  yield countTests(e2ePassed, e2eReport(readReport(e2eFile)));
  yield countStep(await faults);
}

/** Once, and known as built from these sources: the end-to-end tests and the faults would build it again. */
async function build(): Promise<boolean> {
  try {
    await ensureBuilt(resolve('.'));
    return true;
  } catch (error) {
    heading('Build');
    console.error(error);
    return false;
  }
}

type Environment = Readonly<Record<string, string>>;

async function run(title: string, also: Environment, command: string, ...args: string[]): Promise<boolean> {
  heading(title);
  const child = spawn(command, args, { ...surroundings(also), stdio: ['ignore', 'inherit', 'inherit'] });
  const [status] = await once(child, 'close').catch((error: unknown) => [String(error)]);
  if (status !== 0) console.error(`${title}: ${status}`);
  return status === 0;
}

/** What it says comes when it has ended, so that two don't speak at once. */
async function runBeside(title: string, command: string, ...args: string[]): Promise<boolean> {
  const child = spawn(command, args, { ...surroundings(), stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part));
  const [status] = await once(child, 'close').catch((error: unknown) => [String(error)]);
  heading(title);
  process.stdout.write(Buffer.concat(said));
  if (status !== 0) console.error(`${title}: ${status}`);
  return status === 0;
}

function surroundings(also: Environment = {}) {
  return {
    env: {
      ...process.env,
      // Our own tools first, the pinned Node among them, however this was started.
      PATH: `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
      // Each end-to-end test starts a server, which then need not be compiled anew.
      NODE_COMPILE_CACHE: resolve('node_modules/.cache/node'),
      ...also,
    },
    // On Windows the tools are .cmd files, which only a shell can start.
    shell: process.platform === 'win32',
  };
}

function hasBrowser(): boolean {
  try {
    heading(`Browser: ${ensureBrowser()}`);
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}

/** A report that was not written, or only in part, is none: the step then counts as failed. */
function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function heading(title: string): void {
  console.log(`\n── ${title}`);
}
