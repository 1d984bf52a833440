import { expect, test } from 'vitest';
import { noEdit } from '#domain/picture/edit.ts';
import { allCorners } from '#domain/picture/perspective.ts';
import { addStep, changeStep, firstStep, moveCorner, present, undo } from './picture-edits.ts';

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
