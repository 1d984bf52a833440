import { joinBytes, letters, u32 } from './bytes.ts';
import type { PictureSize } from './size.ts';

/** A chunk of a PNG with its length, name and checksum (ISO/IEC 15948, 5.3). */
type Chunk = { name: string; start: number; end: number };

const signatureBytes = 8;

function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  let at = signatureBytes;
  while (at < bytes.length) {
    const start = at;
    at += 12 + (u32(bytes, at) ?? bytes.length);
    if (at > bytes.length) return;
    const name = letters(bytes, start + 4);
    yield { name, start, end: at };
    if (name === 'IEND') return;
  }
}

export function pngSize(bytes: Uint8Array): PictureSize | undefined {
  if (letters(bytes, signatureBytes + 4) !== 'IHDR') return undefined;
  return { width: u32(bytes, signatureBytes + 8) ?? 0, height: u32(bytes, signatureBytes + 12) ?? 0 };
}

export function isWholePng(bytes: Uint8Array): boolean {
  return [...chunksOf(bytes)].some(({ name }) => name === 'IEND');
}

/** Texts, EXIF and the time of the last change; what stands behind the end goes, too. */
const telling: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME']);

/** Whether its EXIF may say that it has to be turned. */
export function pngHasExif(bytes: Uint8Array): boolean {
  return [...chunksOf(bytes)].some(({ name }) => name === 'eXIf');
}

export function stripPng(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept = [...chunksOf(bytes)].filter(({ name }) => !telling.has(name));
  return joinBytes([bytes.subarray(0, signatureBytes), ...kept.map(({ start, end }) => bytes.subarray(start, end))]);
}
