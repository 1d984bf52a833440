/**
 * `npm run soak -- --minutes 30 [--from SEED]`: tells stories of the simulation until the time is up, and ends with a
 * count of the seeds, of the faults by kind, and of the losses. A seed that failed belongs into tests/regressions.
 */
import { parseArgs } from 'node:util';
import { allFaults, type FaultCounts } from './faults.ts';
import { StoryFailed, tellStory } from './story.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, from: { type: 'string', default: '10001' } },
});
const minutes = Number(values.minutes);
const from = Number(values.from);
if (!(minutes > 0) || !Number.isInteger(from)) throw new Error('--minutes takes a number above 0, --from a whole one');

/** How often a line says how far it is (ms). */
const reportEvery = 30_000;

const begun = performance.now();
const failures: StoryFailed[] = [];
const counts: FaultCounts = new Map();
let seed = from;
let reportAt = reportEvery;
for (; elapsed() < minutes * 60_000; seed += 1) {
  await tellStory(seed, counts).catch(noteFailure);
  if (elapsed() < reportAt) continue;
  reportAt += reportEvery;
  console.log(`${inMinutes(elapsed())} of ${minutes} min: ${seed + 1 - from} stories, ${failures.length} with a loss`);
}

console.log(`\nFaults:`);
for (const fault of allFaults) console.log(`${String(counts.get(fault) ?? 0).padStart(9)}  ${fault}`);
const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
console.log(
  `\nSeeds ${from} to ${seed - 1}: ${seed - from} stories in ${inMinutes(elapsed())} min, ${total} faults, ` +
    `${failures.length} losses${failures.length > 0 ? ` (seeds ${failures.map((failed) => failed.seed).join(', ')})` : ''}`,
);
process.exit(failures.length > 0 ? 1 : 0);

function elapsed(): number {
  return performance.now() - begun;
}

function inMinutes(milliseconds: number): string {
  return (milliseconds / 60_000).toFixed(1);
}

function noteFailure(error: unknown): void {
  if (!(error instanceof StoryFailed)) throw error;
  failures.push(error);
  console.error(error.message);
}
