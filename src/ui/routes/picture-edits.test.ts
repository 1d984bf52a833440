import { expect, test } from 'vitest';
import { noEdit } from '#domain/picture/edit.ts';
import { allCorners } from '#domain/picture/perspective.ts';
import {
  addStep,
  changeStep,
  draftOfSteps,
  firstStep,
  moveCorner,
  present,
  stepsDraftSchema,
  undo,
} from './picture-edits.ts';

test('a corner stays within the picture, and never crosses another', () => {
  expect(moveCorner(allCorners, 0, { x: -3, y: 0.2 })[0]).toEqual({ x: 0, y: 0.2 });
  expect(moveCorner(allCorners, 0, { x: 0.9, y: 0.9 })).toBe(allCorners);
});

test('a drag is one step, and each step can be undone down to the picture as it was', () => {
  let steps = addStep(firstStep, { turns: 1 });
  steps = addStep(steps, {});
  for (const x of [0.1, 0.2, 0.3]) {
    steps = changeStep(steps, { corners: moveCorner(present(steps).corners, 0, { x, y: 0 }) });
  }
  expect(present(steps).corners[0]).toEqual({ x: 0.3, y: 0 });
  steps = undo(steps);
  expect(present(steps)).toEqual({ ...noEdit, turns: 1 });
  expect(present(undo(undo(undo(steps))))).toEqual(noEdit);
});

test('steps come back out of a draft; what no editor can have made does not', () => {
  const steps = addStep(firstStep, { corners: moveCorner(allCorners, 2, { x: 0.8, y: 0.7 }), turns: 3 });
  const stored: unknown = JSON.parse(JSON.stringify(draftOfSteps(steps)));
  expect(stepsDraftSchema.parse(stored)).toEqual({ steps });
  expect(draftOfSteps(firstStep)).toEqual({ steps: undefined });
  const crossed = [allCorners[0], allCorners[2], allCorners[1], allCorners[3]];
  for (const wrong of [{ corners: crossed }, { turns: 7 }, { contrast: 'much' }])
    expect(stepsDraftSchema.safeParse({ steps: [{ ...noEdit, ...wrong }] }).success).toBe(false);
});

test('of very many steps the last are kept', () => {
  let steps = firstStep;
  for (let turns = 0; turns < 100; turns += 1) steps = addStep(steps, { turns: turns % 4 });
  expect(draftOfSteps(steps).steps).toHaveLength(30);
  expect(draftOfSteps(steps).steps?.at(-1)).toEqual(present(steps));
});
