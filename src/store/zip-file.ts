import { createZipWriter } from '#domain/zip/write.ts';

/** A ZIP file that grows entry by entry. */
export type ZipFile = {
  add(name: string, content: Uint8Array<ArrayBuffer> | string): void;
  /** The whole file; nothing is added after it. */
  close(): Blob;
};

/**
 * Each entry becomes a part of the file before the next is read, which the browser may keep on the disk: hundreds of
 * photos are never in memory together.
 *
 * @param time of all entries, in ms since the epoch
 */
export function openZipFile(time: number): ZipFile {
  const zip = createZipWriter(time);
  const encoder = new TextEncoder();
  const parts: BlobPart[] = [];
  return {
    add(name, content) {
      const bytes = typeof content === 'string' ? encoder.encode(content) : content;
      parts.push(new Blob([zip.header(name, bytes), bytes]));
    },
    close: () => new Blob([...parts, zip.end()], { type: 'application/zip' }),
  };
}
