import type { Area } from './cover.ts';
import { allCorners, type Corners, type Pixels, type Point } from './perspective.ts';

/** What a person does to a picture, all at once, on the picture as it stands upright. */
export type PictureEdit = {
  /** What is kept, in fractions of the picture's sides. */
  corners: Corners;
  /** Quarter turns to the right, after that: 0 to 3. */
  turns: number;
  /** 1 as it is; 2 doubles the distance of each value from the middle. */
  contrast: number;
  /** What nobody shall recognise any more, before all the rest. */
  covers?: readonly Area[] | undefined;
};

export const noEdit: PictureEdit = { corners: allCorners, turns: 0, contrast: 1 };

export function changesNothing({ corners, turns, contrast, covers = [] }: PictureEdit): boolean {
  return isAll(corners) && turns === 0 && contrast === 1 && covers.length === 0;
}

export function isAll(corners: Corners): boolean {
  return corners.every(({ x, y }, index) => x === allCorners[index]?.x && y === allCorners[index]?.y);
}

/** EXIF's name for quarter turns to the right: a picture that is stored so has to be turned so. */
export function orientationOfTurns(turns: number): number {
  return [1, 6, 3, 8][((turns % 4) + 4) % 4] ?? 1;
}

/** Where a point of the picture (fractions) is shown once the picture is turned to the right. */
export function turnPoint({ x, y }: Point, turns: number): Point {
  const times = ((turns % 4) + 4) % 4;
  return times === 0 ? { x, y } : turnPoint({ x: 1 - y, y: x }, times - 1);
}

/** Stretches the values of all pixels around the middle, in place, as CSS's `contrast()` does. */
export function stretchContrast({ data }: Pixels, contrast: number): void {
  const table = Uint8ClampedArray.from({ length: 256 }, (_, value) => (value - 127.5) * contrast + 127.5);
  for (let at = 0; at < data.length; at += 4) {
    for (let channel = at; channel < at + 3; channel += 1) data[channel] = table[data[channel] ?? 0] ?? 0;
  }
}
