import type { PictureSize } from './size.ts';

/** Of a two-dimensional mapping: x′ = a·x + c·y + e, y′ = b·x + d·y + f. A canvas takes it as its transform. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Whether turning it upright exchanges its sides: orientations 5 to 8. */
export function isTurned(orientation: number): boolean {
  return orientation >= 5 && orientation <= 8;
}

export function uprightSize({ width, height }: PictureSize, orientation: number): PictureSize {
  return isTurned(orientation) ? { width: height, height: width } : { width, height };
}

/**
 * How a picture of this size is drawn so that it stands upright with its corner at 0, 0.
 *
 * @param orientation as EXIF counts it, 1 to 8 (Exif 2.32, 4.6.4): 3, 6 and 8 are turned; 2, 4, 5 and 7 mirrored, too
 */
export function uprightMatrix({ width, height }: PictureSize, orientation: number): Matrix {
  switch (orientation) {
    case 2:
      return [-1, 0, 0, 1, width, 0];
    case 3:
      return [-1, 0, 0, -1, width, height];
    case 4:
      return [1, 0, 0, -1, 0, height];
    case 5:
      return [0, 1, 1, 0, 0, 0];
    case 6:
      return [0, 1, -1, 0, height, 0];
    case 7:
      return [0, -1, -1, 0, height, width];
    case 8:
      return [0, -1, 1, 0, 0, width];
    default:
      return [1, 0, 0, 1, 0, 0];
  }
}
