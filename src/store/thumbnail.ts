import { CarnetError } from '#domain/errors.ts';
import type { FileType } from '#domain/expense/schema.ts';
import { sniffFileType } from '#domain/file-type.ts';

/** The long side of a thumbnail, in pixels. */
const thumbnailSide = 360;

/**
 * Decodes a photo and draws it small, upright by its EXIF orientation, as JPEG or WebP.
 *
 * @returns undefined for what has no picture (a PDF), or where the browser can't draw off-screen
 * @throws  CarnetError `file_unreadable` when the bytes are not a whole picture
 */
export async function makeThumbnail(file: {
  bytes: ArrayBuffer;
  type: FileType;
}): Promise<{ bytes: ArrayBuffer; type: FileType } | undefined> {
  if (file.type === 'application/pdf') return undefined;
  const picture = await decode(new Blob([file.bytes], { type: file.type }));
  try {
    return await drawSmall(picture);
  } finally {
    picture.close();
  }
}

async function decode(blob: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob, { imageOrientation: 'from-image' });
  } catch (cause) {
    throw new CarnetError('file_unreadable', String(cause), { cause });
  }
}

async function drawSmall(picture: ImageBitmap): Promise<{ bytes: ArrayBuffer; type: FileType } | undefined> {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  const scale = Math.min(1, thumbnailSide / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(picture.width * scale)),
    Math.max(1, Math.round(picture.height * scale)),
  );
  const drawing = canvas.getContext('2d');
  if (!drawing) return undefined;
  drawing.imageSmoothingQuality = 'high';
  drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.75 });
  const bytes = await blob.arrayBuffer();
  // A browser without a WebP encoder silently gives PNG: ask the bytes.
  const type = sniffFileType(new Uint8Array(bytes));
  return type ? { bytes, type } : undefined;
}
