import { letters, u32 } from './bytes.ts';
import type { PictureSize } from './size.ts';

/** A box of an ISO base media file (ISO/IEC 14496-12, 4.2): its name, and where its content begins and ends. */
type Box = { name: string; from: number; end: number };

const heicBrands: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']);
const avifBrands: ReadonlySet<string> = new Set(['avif', 'avis']);

/** Tells the two apart by the brands that the file claims to follow; the general ones are HEIC unless AVIF is named. */
export function heifType(bytes: Uint8Array): 'image/heic' | 'image/avif' | undefined {
  if (letters(bytes, 4) !== 'ftyp') return undefined;
  const end = Math.min(u32(bytes, 0) ?? 0, 256);
  const brands = [letters(bytes, 8)];
  for (let at = 16; at < end; at += 4) brands.push(letters(bytes, at));
  if (brands.some((brand) => avifBrands.has(brand))) return 'image/avif';
  if (brands.some((brand) => heicBrands.has(brand))) return 'image/heic';
  return brands.includes('mif1') || brands.includes('msf1') ? 'image/heic' : undefined;
}

function* boxesOf(bytes: Uint8Array, from: number, end: number): Generator<Box> {
  let at = from;
  while (at + 8 <= end) {
    const size = u32(bytes, at) ?? 0;
    // 1: a 64-bit size follows; no picture that is taken in needs its upper half. 0: to the end of the file.
    const length = size === 1 ? (u32(bytes, at + 12) ?? 0) : size === 0 ? end - at : size;
    const head = size === 1 ? 16 : 8;
    if (length < head) return;
    yield { name: letters(bytes, at + 4), from: at + head, end: at + length };
    at += length;
  }
}

/** Whether each box that has begun is there to its end. */
export function isWholeHeif(bytes: Uint8Array): boolean {
  const boxes = [...boxesOf(bytes, 0, bytes.length)];
  const names = boxes.map(({ name }) => name);
  return names.includes('meta') && names.includes('mdat') && boxes.at(-1)?.end === bytes.length;
}

/** The largest picture that it announces (`ispe`): a phone's photo is a grid of tiles, each with a size of its own. */
export function heifSize(bytes: Uint8Array): PictureSize | undefined {
  const sizes = within(bytes, ['meta', 'iprp', 'ipco'], 0, bytes.length)
    .filter(({ name }) => name === 'ispe')
    .map(({ from }) => ({ width: u32(bytes, from + 4) ?? 0, height: u32(bytes, from + 8) ?? 0 }));
  return sizes.sort((a, b) => b.width * b.height - a.width * a.height)[0];
}

/** The boxes inside a path of boxes. */
function within(bytes: Uint8Array, [name, ...rest]: string[], from: number, end: number): Box[] {
  const boxes = [...boxesOf(bytes, from, Math.min(end, bytes.length))];
  if (name === undefined) return boxes;
  // `meta` begins with a version and flags.
  const head = name === 'meta' ? 4 : 0;
  return boxes.filter((box) => box.name === name).flatMap((box) => within(bytes, rest, box.from + head, box.end));
}
