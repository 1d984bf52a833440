import { CarnetError } from '#domain/errors.ts';
import type { CheckedPicture } from '#domain/picture/check.ts';
import type { PicturePurpose } from '#domain/picture/fit.ts';
import { stripMetadata } from '#domain/picture/strip.ts';
import type { PictureFile, PreparePicture, RawPicture } from './picture-file.ts';

/** What is kept of a picked file, and a small picture of it, where there is one. */
export type TakenIn = { kept: PictureFile; thumb: PictureFile | null };

/**
 * Prepares a picture for keeping. Its bytes are handed over to `prepare`. Where this phone can't draw it (too little
 * memory, no canvas, a worker that died), the picture is whole all the same: it is kept as it is, without its metadata,
 * rather than lost.
 *
 * @param again reads the bytes once more
 * @throws CarnetError `file_unreadable`, `picture_too_large` or `heic_needs_network`
 */
export async function takeIn(
  { bytes, picture }: { bytes: ArrayBuffer; picture: CheckedPicture | null },
  purpose: PicturePurpose,
  prepare: PreparePicture | undefined,
  again: () => Promise<ArrayBuffer>,
): Promise<TakenIn> {
  if (!picture) return { kept: { bytes, type: 'application/pdf' }, thumb: null };
  const raw: RawPicture = { bytes, picture, purpose };
  if (!prepare) return unprepared(raw);
  try {
    const prepared = await prepare(raw);
    return { kept: prepared.picture, thumb: prepared.thumb };
  } catch (error) {
    if (error instanceof CarnetError) throw error;
    return unprepared({ ...raw, bytes: await again() });
  }
}

function unprepared({ bytes, picture: { type } }: RawPicture): TakenIn {
  // Other devices could not show it, and the server would not take it.
  if (type === 'image/heic' || type === 'image/avif') throw new CarnetError('file_not_supported', type);
  const kept = { bytes: stripMetadata(new Uint8Array(bytes), type).buffer, type };
  return { kept, thumb: null };
}
