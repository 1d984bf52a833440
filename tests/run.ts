/**
 * `npm test`: every check that a change has to pass, in one run. A failed step does not stop the next ones, so
 * that one run shows all there is to mend; only the end-to-end tests need a finished build.
 *
 * The very last line is `N passed, N failed`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { ensureBrowser } from './find-browser.ts';
import { type Counts, countStep, countTests, e2eReport, sum, unitReport } from './test-counts.ts';

const resultsFolder = resolve('test-results');
const unitFile = resolve(resultsFolder, 'unit.json');
const e2eFile = resolve(resultsFolder, 'e2e.json');

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
  for (const look of looks) yield countStep(await look);

  const unit = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitFile}`];
  yield countTests(run('Unit, contract and simulation tests', 'vitest', ...unit), unitReport(readReport(unitFile)));

  const isBuilt = run('Build', 'npm', 'run', 'build');
  yield countStep(isBuilt);
  if (!isBuilt) {
    heading('No bundle budget, no end-to-end tests and no faults: the build failed');
    yield { passed: 0, failed: 3 };
    return;
  }
  yield countStep(run('Bundle budget', 'npm', 'run', 'budget'));

  const canBrowse = hasBrowser();
  const hasPassed = canBrowse && run('End-to-end tests', 'playwright', 'test');
  yield countTests(hasPassed, e2eReport(readReport(e2eFile)));
  yield countStep(canBrowse && run('Faults, the quick run', 'npm', 'run', 'faults', '--', '--quick'));
}

function run(title: string, command: string, ...args: string[]): boolean {
  heading(title);
  const { status, error } = spawnSync(command, args, { ...surroundings(), stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) console.error(error.message);
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

function surroundings() {
  return {
    // Our own tools first, the pinned Node among them, however this was started.
    env: {
      ...process.env,
      PATH: `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
      // Each end-to-end test starts a server, which then need not be compiled anew.
      NODE_COMPILE_CACHE: resolve('node_modules/.cache/node'),
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
