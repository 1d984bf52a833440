/** Big-endian and little-endian numbers in a file; undefined beyond its end, so that a cut file is never read past. */

export function u16(bytes: Uint8Array, at: number, littleEndian = false): number | undefined {
  return numberAt(bytes, at, 2, littleEndian);
}

export function u32(bytes: Uint8Array, at: number, littleEndian = false): number | undefined {
  return numberAt(bytes, at, 4, littleEndian);
}

/** @param size 1 to 4 */
export function numberAt(bytes: Uint8Array, at: number, size: number, littleEndian: boolean): number | undefined {
  if (at < 0 || at + size > bytes.length) return undefined;
  let value = 0;
  for (let index = 0; index < size; index += 1) {
    value = value * 256 + (bytes[at + (littleEndian ? size - 1 - index : index)] ?? 0);
  }
  return value;
}

/** Four letters, as PNG, WebP and HEIF name their parts; shorter at the end of the file. */
export function letters(bytes: Uint8Array, at: number, count = 4): string {
  return String.fromCharCode(...bytes.subarray(at, at + count));
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
