import type { ErrorCode } from '../errors.ts';
import type { PhotoType } from '../expense/schema.ts';
import { sniffFileType } from '../file-type.ts';
import { heifSize, heifType, isWholeHeif } from './heif.ts';
import { isWholeJpeg, jpegSize } from './jpeg.ts';
import { isWholePng, pngSize } from './png.ts';
import type { PictureSize } from './size.ts';
import { isWholeWebp, webpSize } from './webp.ts';

/** What a person may pick as a picture. HEIC and AVIF are made into JPEG: no other device has to read them. */
export type PickedType = PhotoType | 'image/heic' | 'image/avif';

export type CheckedPicture = PictureSize & { type: PickedType };

/**
 * The largest picture that is decoded, in pixels; it takes four bytes for each. The best cameras of phones give 50
 * million; a small file can announce billions (a decompression bomb) and take the phone down.
 */
export const maxPixels = 64_000_000;

const readers = {
  'image/jpeg': { size: jpegSize, isWhole: isWholeJpeg },
  'image/png': { size: pngSize, isWhole: isWholePng },
  'image/webp': { size: webpSize, isWhole: isWholeWebp },
  'image/heic': { size: heifSize, isWhole: isWholeHeif },
  'image/avif': { size: heifSize, isWhole: isWholeHeif },
} as const;

/** What a picture is by its bytes, whatever its name says; undefined when it is none that Carnet takes in. */
export function sniffPictureType(bytes: Uint8Array): PickedType | undefined {
  const type = sniffFileType(bytes);
  return type === 'application/pdf' ? undefined : (type ?? heifType(bytes));
}

/**
 * Looks at a picture's header and structure, before anything decodes it.
 *
 * @returns what it says of itself, or the code of why it is not to be decoded: `file_not_supported` (a script or
 *          page under a picture's name, too), `file_unreadable`, `file_incomplete` or `picture_too_large`
 */
export function checkPicture(bytes: Uint8Array): CheckedPicture | { code: ErrorCode } {
  const type = sniffPictureType(bytes);
  if (!type) return { code: 'file_not_supported' };
  const { size: sizeOf, isWhole } = readers[type];
  const size = sizeOf(bytes);
  if (size && size.width * size.height > maxPixels) return { code: 'picture_too_large' };
  if (!isWhole(bytes)) return { code: 'file_incomplete' };
  if (!size || size.width * size.height === 0) return { code: 'file_unreadable' };
  return { type, ...size };
}
