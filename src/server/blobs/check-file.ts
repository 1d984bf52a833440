import { createHash } from 'node:crypto';
import type { ErrorCode } from '#domain/errors.ts';
import type { FileType } from '#domain/expense/schema.ts';
import { signatureBytes, sniffFileType } from '#domain/file-type.ts';

/** What a device says of a file; {@link checkFile} finds out whether it is so. */
export type FileClaim = { readonly hash: string; readonly type: FileType; readonly size: number };

/** Reads all the bytes once (S6). @returns why they are not what was claimed, or undefined when they are */
export async function checkFile(bytes: AsyncIterable<Uint8Array>, claim: FileClaim): Promise<ErrorCode | undefined> {
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    if (size < signatureBytes) head.push(chunk.subarray(0, signatureBytes - size));
    hash.update(chunk);
    size += chunk.byteLength;
  }
  if (size !== claim.size || hash.digest('hex') !== claim.hash) return 'hash_mismatch';
  return sniffFileType(Buffer.concat(head)) === claim.type ? undefined : 'file_not_supported';
}
