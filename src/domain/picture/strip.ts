import type { PhotoType } from '../expense/schema.ts';
import type { CheckedPicture } from './check.ts';
import { fitWithin, type PictureGoal } from './fit.ts';
import { isOrdinaryJpeg, jpegOrientation, stripJpeg } from './jpeg.ts';
import { pngHasExif, stripPng } from './png.ts';
import { stripWebp } from './webp.ts';

/** The same pixels without metadata, where the picture can't be drawn anew. A turned JPEG keeps how it is turned. */
export function stripMetadata(bytes: Uint8Array, type: PhotoType): Uint8Array<ArrayBuffer> {
  if (type === 'image/png') return stripPng(bytes);
  if (type === 'image/webp') return stripWebp(bytes);
  return stripJpeg(bytes, jpegOrientation(bytes));
}

/** Whether a picture needs no drawing: upright, small enough, and of a type that every program reads. */
export function mayStayAsItIs(bytes: Uint8Array, picture: CheckedPicture, goal: PictureGoal): boolean {
  const { type, width, height } = picture;
  const stays: readonly string[] = goal.stays;
  if (!stays.includes(type) || bytes.length > goal.bytes) return false;
  if (fitWithin({ width, height }, goal.side).width < width) return false;
  return type === 'image/png' ? !pngHasExif(bytes) : isOrdinaryJpeg(bytes) && jpegOrientation(bytes) === 1;
}
