import type { FileType } from './expense/schema.ts';

/** How many of a file's first bytes {@link sniffFileType} wants to see. */
export const signatureBytes = 1024;

/**
 * What a file really is, by its first bytes: names and declared types lie. The phone and the server both ask here.
 * @returns undefined when it is none of the types that Carnet keeps
 */
export function sniffFileType(bytes: Uint8Array): FileType | undefined {
  if (hasAt(bytes, [0xff, 0xd8, 0xff], 0)) return 'image/jpeg';
  if (hasAt(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 0)) return 'image/png';
  if (hasAt(bytes, [0x52, 0x49, 0x46, 0x46], 0) && hasAt(bytes, [0x57, 0x45, 0x42, 0x50], 8)) return 'image/webp';
  return hasPdfHeader(bytes) ? 'application/pdf' : undefined;
}

/** Readers accept the header anywhere within the first 1024 bytes (ISO 32000-1, Annex H.3). */
function hasPdfHeader(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, signatureBytes);
  return head.some((byte, at) => byte === 0x25 && hasAt(head, [0x25, 0x50, 0x44, 0x46, 0x2d], at));
}

function hasAt(bytes: Uint8Array, signature: readonly number[], at: number): boolean {
  return signature.every((byte, index) => bytes[at + index] === byte);
}
