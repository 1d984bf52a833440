import { joinBytes, letters, numberAt, u16, u32 } from './bytes.ts';
import type { PictureSize } from './size.ts';

/** A chunk of the RIFF container, its padding included (RFC 9649, 2.3). */
type Chunk = { name: string; start: number; end: number };

const headerBytes = 12;
/** Bits of VP8X that announce EXIF and XMP. */
const announcesMetadata = 0x0c;

function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  const fileEnd = riffEnd(bytes);
  let at = headerBytes;
  while (at + 8 <= fileEnd) {
    const start = at;
    const size = u32(bytes, at + 4, true) ?? bytes.length;
    at += 8 + size + (size % 2);
    if (at > fileEnd) return;
    yield { name: letters(bytes, start), start, end: at };
  }
}

/** Where the file ends by its own word, which may be beyond what is here. */
function riffEnd(bytes: Uint8Array): number {
  return 8 + (u32(bytes, 4, true) ?? 0);
}

export function isWholeWebp(bytes: Uint8Array): boolean {
  return riffEnd(bytes) <= bytes.length;
}

/** The canvas of the extended format, or the one frame of the simple ones. */
export function webpSize(bytes: Uint8Array): PictureSize | undefined {
  const name = letters(bytes, headerBytes);
  const data = headerBytes + 8;
  if (name === 'VP8X') return { width: 1 + u24(bytes, data + 4), height: 1 + u24(bytes, data + 7) };
  if (name === 'VP8 ') return { width: u14(bytes, data + 6), height: u14(bytes, data + 8) };
  if (name !== 'VP8L') return undefined;
  const packed = u32(bytes, data + 1, true) ?? 0;
  return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) };
}

const u24 = (bytes: Uint8Array, at: number) => numberAt(bytes, at, 3, true) ?? 0;
const u14 = (bytes: Uint8Array, at: number) => (u16(bytes, at, true) ?? 0) & 0x3fff;

/** The same picture without EXIF and XMP. */
export function stripWebp(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept = [...chunksOf(bytes)].filter(({ name }) => name !== 'EXIF' && name !== 'XMP ');
  const file = joinBytes([bytes.subarray(0, headerBytes), ...kept.map(({ start, end }) => bytes.subarray(start, end))]);
  new DataView(file.buffer).setUint32(4, file.length - 8, true);
  if (letters(file, headerBytes) === 'VP8X') file[headerBytes + 8] = (file[headerBytes + 8] ?? 0) & ~announcesMetadata;
  return file;
}
