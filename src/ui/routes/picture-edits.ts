import { noEdit, type PictureEdit } from '#domain/picture/edit.ts';
import { type Corners, isConvex, type Point } from '#domain/picture/perspective.ts';

/** The steps of an editor, the present one last; there is always one. */
export type Steps = readonly PictureEdit[];

export const firstStep: Steps = [noEdit];

export function present(steps: Steps): PictureEdit {
  return steps.at(-1) ?? noEdit;
}

/** A step that can be undone by itself. */
export function addStep(steps: Steps, change: Partial<PictureEdit>): Steps {
  return [...steps, { ...present(steps), ...change }];
}

/** Goes on with the present step: a drag of a hundred movements is one step. */
export function changeStep(steps: Steps, change: Partial<PictureEdit>): Steps {
  return [...steps.slice(0, -1), { ...present(steps), ...change }];
}

export function undo(steps: Steps): Steps {
  return steps.length > 1 ? steps.slice(0, -1) : steps;
}

/** The corners with one of them elsewhere; as they were when they would cross, or leave nothing between them. */
export function moveCorner(corners: Corners, index: number, to: Point): Corners {
  const point = { x: within(to.x), y: within(to.y) };
  const [a, b, c, d] = corners;
  const moved: Corners = [
    index === 0 ? point : a,
    index === 1 ? point : b,
    index === 2 ? point : c,
    index === 3 ? point : d,
  ];
  return isConvex(moved) ? moved : corners;
}

function within(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}
