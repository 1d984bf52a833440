import { CarnetError, type ErrorCode } from '#domain/errors.ts';
import { maxFileBytes } from '#domain/expense/schema.ts';
import { sniffFileType } from '#domain/file-type.ts';
import { type CheckedPicture, checkPicture } from '#domain/picture/check.ts';
import type { InboxFile } from '../inbox.ts';
import { putInInbox } from '../inbox-database.ts';

/** What a file is: a picture whose header and structure are sound, a PDF (null), or the code of why it is not taken in. */
type Checked = CheckedPicture | null | { code: ErrorCode };
/** A picked file in memory. @param aside its id in the inbox, where it waits meanwhile; null: it does not */
export type Picked = { bytes: ArrayBuffer; checked: Checked; aside: string | null };
/** How a file is to wait in the inbox. */
export type Aside = Omit<InboxFile, 'bytes'>;

/** Does what `readPicked` does, away from the page where the browser can: a photo has millions of bytes to copy. */
export type ReadPicked = (file: Blob, aside: Aside | null) => Promise<Picked>;

/**
 * Reads a picked file into memory, puts it into the inbox, and only then looks at what it is: whatever becomes of the app
 * from here on, the file waits. Where there is no room for it twice, it is taken in without.
 *
 * @throws CarnetError `file_unreadable` or `file_too_large`
 */
export async function readPicked(file: Blob, aside: Aside | null): Promise<Picked> {
  // Nothing would come of reading it; a photo that may exist nowhere else waits all the same.
  if (aside === null && file.size > maxFileBytes) throw new CarnetError('file_too_large');
  const bytes = await bytesOf(file);
  const waits = aside !== null && (await waitsInInbox(aside, bytes));
  return { bytes, checked: check(bytes), aside: waits ? aside.id : null };
}

/** @throws CarnetError `file_unreadable` */
export function bytesOf(file: Blob): Promise<ArrayBuffer> {
  return file.arrayBuffer().catch((cause: unknown) => {
    throw new CarnetError('file_unreadable', String(cause), { cause });
  });
}

async function waitsInInbox(aside: Aside, bytes: ArrayBuffer): Promise<boolean> {
  try {
    await putInInbox([{ ...aside, bytes }]);
    return true;
  } catch {
    // What goes wrong with the disk, the capture itself says.
    return false;
  }
}

function check(bytes: ArrayBuffer): Checked {
  if (bytes.byteLength === 0) return { code: 'file_empty' };
  if (bytes.byteLength > maxFileBytes) return { code: 'file_too_large' };
  const all = new Uint8Array(bytes);
  return sniffFileType(all) === 'application/pdf' ? null : checkPicture(all);
}
