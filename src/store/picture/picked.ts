import { CarnetError } from '#domain/errors.ts';
import { maxFileBytes } from '#domain/expense/schema.ts';
import { sniffFileType } from '#domain/file-type.ts';
import { type CheckedPicture, checkPicture } from '#domain/picture/check.ts';

/** A picked file in memory: a picture whose header and structure are sound, or a PDF. */
export type Picked = { bytes: ArrayBuffer; picture: CheckedPicture | null };

/**
 * Reads a picked file into memory and checks what it is, before anything decodes it.
 *
 * @throws CarnetError `file_empty`, `file_too_large`, `file_unreadable`, or a code of `checkPicture`
 */
export async function readPicked(file: Blob): Promise<Picked> {
  if (file.size === 0) throw new CarnetError('file_empty');
  if (file.size > maxFileBytes) throw new CarnetError('file_too_large');
  const bytes = await file.arrayBuffer().catch((cause: unknown) => {
    throw new CarnetError('file_unreadable', String(cause), { cause });
  });
  const all = new Uint8Array(bytes);
  if (sniffFileType(all) === 'application/pdf') return { bytes, picture: null };
  const picture = checkPicture(all);
  if ('code' in picture) throw new CarnetError(picture.code);
  return { bytes, picture };
}
