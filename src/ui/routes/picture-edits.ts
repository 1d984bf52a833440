import * as z from 'zod/mini';
import { noEdit, type PictureEdit } from '#domain/picture/edit.ts';
import { type Corners, isConvex, type Point } from '#domain/picture/perspective.ts';

/** The steps of an editor, the present one last; there is always one. */
export type Steps = readonly PictureEdit[];

export const firstStep: Steps = [noEdit];

const fraction = z.number().check(z.minimum(0), z.maximum(1));
const pointSchema = z.object({ x: fraction, y: fraction });
const cornersSchema = z.tuple([pointSchema, pointSchema, pointSchema, pointSchema]);
const areaSchema = z.object({ x: fraction, y: fraction, width: fraction, height: fraction });
const stepSchema = z.object({
  corners: cornersSchema.check(z.refine((corners) => isConvex(corners))),
  turns: z.int().check(z.minimum(0), z.maximum(3)),
  contrast: z.number().check(z.minimum(0.5), z.maximum(3)),
  covers: z.optional(z.array(areaSchema)),
});
/** What is kept of an editor that was left without saving: its steps, from the first on. */
export const stepsDraftSchema = z.object({ steps: z.optional(z.array(stepSchema).check(z.minLength(1))) });

/** How many steps are kept: the last ones, which still can be undone. */
const keptSteps = 30;

/** The steps as a draft; none where nothing was done. */
export function draftOfSteps(steps: Steps): { steps: PictureEdit[] | undefined } {
  return { steps: steps.length > 1 ? steps.slice(-keptSteps) : undefined };
}

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
