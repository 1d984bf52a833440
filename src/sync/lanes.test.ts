import { expect, test } from 'vitest';
import { inLanes } from './lanes.ts';

/** Works that end when they are told to. */
function openWorks() {
  const ends = new Map<number, PromiseWithResolvers<void>>();
  return {
    begun: () => [...ends.keys()],
    work(item: number) {
      const end = Promise.withResolvers<void>();
      ends.set(item, end);
      return end.promise;
    },
    async end(item: number, error?: Error) {
      const end = ends.get(item);
      if (error) end?.reject(error);
      else end?.resolve();
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

const wide = { most: 3, isWide: () => true, mayGoOn: () => true };

test('on a narrow way there is one at a time, and on a wide one as many as may be', async () => {
  const works = openWorks();
  let isWide = false;
  const done = inLanes([1, 2, 3, 4, 5], { ...wide, isWide: () => isWide }, works.work);
  expect(works.begun()).toEqual([1]);
  isWide = true;
  await works.end(1);
  expect(works.begun()).toEqual([1, 2, 3, 4]);
  await works.end(3);
  expect(works.begun()).toEqual([1, 2, 3, 4, 5]);
  for (const item of [2, 4, 5]) await works.end(item);
  expect(await done).toBe(true);
});

test('after a failure nothing is begun, and what is under way ends first', async () => {
  const works = openWorks();
  const done = inLanes([1, 2, 3, 4], wide, works.work);
  const failed = expect(done).rejects.toThrow('cut');
  await works.end(2, new Error('cut'));
  await works.end(1);
  expect(works.begun()).toEqual([1, 2, 3]);
  await works.end(3);
  await failed;
});

test('when something else comes up, what was not begun is told', async () => {
  const works = openWorks();
  let mayGoOn = true;
  const done = inLanes([1, 2, 3, 4], { ...wide, mayGoOn: () => mayGoOn }, works.work);
  mayGoOn = false;
  for (const item of [1, 2, 3]) await works.end(item);
  expect(await done).toBe(false);
});
