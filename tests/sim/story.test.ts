import { expect, test } from 'vitest';
import { allFaults, type FaultCounts } from './faults.ts';
import { StoryFailed, tellStory } from './story.ts';

test('the same seed tells the same story, step by step', async () => {
  expect(await tellStory(7)).toEqual(await tellStory(7));
  expect(await tellStory(7)).not.toEqual(await tellStory(8));
}, 60_000);

test('a story that fails says its seed, what was wrong, all of its steps, and how to tell it again', () => {
  const failed = new StoryFailed(12, ['mentee syncs', 'the server is killed'], new Error('a photo is missing'));
  expect(failed.message).toMatch(/^seed 12: a photo is missing\n\nmentee syncs\nthe server is killed\n/);
  expect(failed.message).toContain('SIM_SEED=12');
});

test('no kind of fault is left out: a few dozen stories meet them all', async () => {
  const counts: FaultCounts = new Map();
  for (let seed = 1001; seed <= 1400 && counts.size < allFaults.length; seed += 1) await tellStory(seed, counts);
  expect([...counts.keys()].sort()).toEqual([...allFaults].sort());
}, 60_000);
