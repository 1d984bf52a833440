/**
 * A difference hash of a picture, which stays nearly the same when the photo is taken again, scaled, lighter or darker:
 * whether each of 8 × 8 fields is darker than its neighbour.
 */

/** The size to which a picture is drawn for its hash: one column more than bits in a row. */
export const hashWidth = 9;
export const hashHeight = 8;

/**
 * @param rgba the picture drawn at 9 × 8, as a canvas gives it (four bytes a pixel)
 * @returns 16 hexadecimal digits; undefined for a picture without any structure, which would be like any other
 */
export function pictureHash(rgba: ArrayLike<number>): string | undefined {
  const grey = Array.from({ length: hashWidth * hashHeight }, (_, pixel) => brightness(rgba, pixel * 4));
  // Paper alone has no more than the noise of the camera.
  if (Math.max(...grey) - Math.min(...grey) < 12) return undefined;
  let hash = '';
  for (let row = 0; row < hashHeight; row += 1) {
    let bits = 0;
    for (let column = 0; column < hashWidth - 1; column += 1) {
      const at = row * hashWidth + column;
      bits = bits * 2 + ((grey[at] ?? 0) < (grey[at + 1] ?? 0) ? 1 : 0);
    }
    hash += bits.toString(16).padStart(2, '0');
  }
  return hash;
}

/** In how many of the 64 bits two hashes differ. */
export function hashDistance(a: string, b: string): number {
  let different = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; different > 0n; different >>= 1n) count += Number(different & 1n);
  return count;
}

/** Rec. 601 luma. */
function brightness(rgba: ArrayLike<number>, at: number): number {
  return 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0);
}
