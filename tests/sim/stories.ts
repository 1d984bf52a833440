import { test } from 'vitest';
import { regressions } from '../regressions/seeds.ts';
import { tellStory } from './story.ts';

/** SIM_SEED tells one story alone; SIM_SEEDS says how many there are. */
const only = process.env.SIM_SEED;
const count = Number(process.env.SIM_SEEDS ?? 300);
const seeds = only === undefined ? Array.from({ length: count }, (_, index) => index + 1) : [Number(only)];

/** Far more than a story takes, also on a machine that has other things to do (ms). */
const timeout = 60_000;

/** Every `parts`-th seed: each test file tells some of the stories, so that all cores have something to do. */
export function tellStories(part: number, parts: number): void {
  const mine = <T>(items: readonly T[]) => items.filter((_, index) => index % parts === part);
  const old = only === undefined ? mine(regressions) : [];
  test.each(old)('S1–S8: what was once lost stays found: $reason (seed $seed)', ({ seed }) => run(seed), timeout);
  test.each(mine(seeds))(
    'S1–S8: after everything that can go wrong all phones and the server agree, and nothing is missing (seed %i)',
    run,
    timeout,
  );
}

async function run(seed: number): Promise<void> {
  await tellStory(seed);
}
