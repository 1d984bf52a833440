import { joinBytes, letters, u16, u32 } from './bytes.ts';
import type { PictureSize } from './size.ts';

/** One marker of a JPEG with what belongs to it, compressed data included: `bytes.subarray(start, end)`. */
type Segment = { marker: number; start: number; end: number };

const endOfImage = 0xd9;
const startOfScan = 0xda;

/**
 * The segments from SOI to the first EOI (ITU T.81, Annex B). What stands behind it (a gain map, a maker's own
 * preview, a second file) is no part of the picture. Ends early where the file is cut or is no JPEG.
 *
 * @param scans whether to look for their ends; otherwise the first one, with all that is behind it, is the last segment
 */
function* segmentsOf(bytes: Uint8Array, scans = true): Generator<Segment> {
  let at = 0;
  while (bytes[at] === 0xff) {
    const start = at;
    // Any number of fill bytes may stand before a marker.
    while (bytes[at] === 0xff) at += 1;
    const marker = bytes[at] ?? 0;
    at += 1;
    if (!isAlone(marker)) at += u16(bytes, at) ?? bytes.length;
    if (marker === startOfScan) at = scans ? endOfScan(bytes, at) : bytes.length;
    if (at > bytes.length) return;
    yield { marker, start, end: at };
    if (marker === endOfImage) return;
  }
}

/** Markers without a length: TEM, RST0–7, SOI and EOI. */
function isAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= endOfImage);
}

/** Where the compressed data ends: at the next marker that is not one of its own (a stuffed zero, a restart). */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    at = bytes.indexOf(0xff, at + 1);
  }
  return bytes.length;
}

/** Where a segment's length stands: behind its marker, before which there may be fill bytes. */
function bodyOf(bytes: Uint8Array, { marker, start }: Segment): number {
  return bytes.indexOf(marker, start) + 1;
}

/** Start of frame: all of SOF0–15 but DHT, JPG and DAC, which share their range. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

export function jpegSize(bytes: Uint8Array): PictureSize | undefined {
  for (const { marker, end, start } of segmentsOf(bytes)) {
    if (!isFrame(marker)) continue;
    const body = bytes.subarray(bodyOf(bytes, { marker, start, end }), end);
    return { width: u16(body, 5) ?? 0, height: u16(body, 3) ?? 0 };
  }
  return undefined;
}

/** Whether it is there to its end. A browser fills a cut one up with grey, without a word. */
export function isWholeJpeg(bytes: Uint8Array): boolean {
  const markers = new Set([...segmentsOf(bytes)].map(({ marker }) => marker));
  return markers.has(startOfScan) && markers.has(endOfImage);
}

/** Whether its colours are grey or YCbCr, as every program reads them; print shops' CMYK has four components. */
export function isOrdinaryJpeg(bytes: Uint8Array): boolean {
  const frame = [...segmentsOf(bytes, false)].find(({ marker }) => isFrame(marker));
  const components = frame && bytes[bodyOf(bytes, frame) + 7];
  return components === 1 || components === 3;
}

/**
 * How the picture has to be turned to stand upright, as EXIF counts it: 1 to 8. What is missing or senseless is 1.
 * Source: Exif 2.32, 4.6.4, tag 274.
 */
export function jpegOrientation(bytes: Uint8Array): number {
  for (const { marker, start, end } of segmentsOf(bytes, false)) {
    if (marker !== 0xe1) continue;
    const body = bytes.subarray(bodyOf(bytes, { marker, start, end }) + 2, end);
    if (letters(body, 0) === 'Exif') return tiffOrientation(body.subarray(6));
  }
  return 1;
}

function tiffOrientation(tiff: Uint8Array): number {
  const little = letters(tiff, 0, 2) === 'II';
  const directory = u32(tiff, 4, little) ?? tiff.length;
  const count = u16(tiff, directory, little) ?? 0;
  for (let entry = 0; entry < count; entry += 1) {
    const at = directory + 2 + entry * 12;
    const tag = u16(tiff, at, little);
    if (tag === undefined) return 1;
    if (tag !== 0x0112) continue;
    const value = u16(tiff, at + 8, little) ?? 1;
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/**
 * The same picture, byte for byte, without what tells of the place, the device and the person: EXIF, XMP, IPTC,
 * comments, previews, and whatever stands behind its end. The colour profile stays.
 *
 * @param orientation written into an EXIF block of its own when the picture has to be turned; 1 leaves none
 */
export function stripJpeg(bytes: Uint8Array, orientation = 1): Uint8Array<ArrayBuffer> {
  const kept = [...segmentsOf(bytes)]
    .filter((segment) => mayStay(bytes, segment))
    .map(({ start, end }) => bytes.subarray(start, end));
  const turn = orientation === 1 ? [] : [orientationSegment(orientation)];
  return joinBytes([...kept.slice(0, 1), ...turn, ...kept.slice(1)]);
}

/**
 * Its parts without the metadata at its beginning, for a decoder: that reads to the end of the picture and no further, so
 * nobody has to go through millions of bytes before, or to copy them.
 */
export function decodableJpeg(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  return [...segmentsOf(bytes, false)]
    .filter((segment) => mayStay(bytes, segment))
    .map(({ start, end }) => bytes.subarray(start, end));
}

/** Of the application segments only those stay that say how to read the colours: JFIF, the ICC profile, Adobe. */
function mayStay(bytes: Uint8Array, segment: Segment): boolean {
  const { marker } = segment;
  const name = letters(bytes, bodyOf(bytes, segment) + 2, 11);
  if (marker === 0xe0) return name.startsWith('JFIF');
  if (marker === 0xe2) return name === 'ICC_PROFILE';
  if (marker === 0xee) return name.startsWith('Adobe');
  return marker !== 0xfe && !(marker >= 0xe0 && marker <= 0xef);
}

/** APP1 with nothing but the orientation: big-endian TIFF, one directory of one entry. */
function orientationSegment(orientation: number): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0];
  const header = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8];
  const directory = [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const body = [...exif, ...header, ...directory];
  return Uint8Array.from([0xff, 0xe1, 0, body.length + 2, ...body]);
}
