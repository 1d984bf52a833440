import { CarnetError } from '#domain/errors.ts';
import type { ZipSource } from '#domain/zip/read.ts';

/** A picked file as something to read a ZIP from, part by part. */
export function blobSource(file: Blob): ZipSource {
  return {
    size: file.size,
    read: (from, to) => readBytes(file.slice(from, to)),
    inflate,
    decode: (bytes) => new TextDecoder().decode(bytes),
  };
}

/** @throws CarnetError `file_unreadable` when the device does not give the file, or gives it no more */
async function readBytes(part: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await part.arrayBuffer().catch((cause: unknown) => {
    throw new CarnetError('file_unreadable', String(cause), { cause });
  });
  return new Uint8Array(bytes);
}

/** Ends as soon as more comes out than was announced: a small file must not fill the memory. */
async function inflate(bytes: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const whole = new Uint8Array(size);
  let at = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (at + next.value.byteLength > size) {
      await reader.cancel();
      throw new RangeError('more than was announced');
    }
    whole.set(next.value, at);
    at += next.value.byteLength;
  }
  return whole.subarray(0, at);
}
