import type { FileType } from '#domain/expense/schema.ts';
import type { CheckedPicture } from '#domain/picture/check.ts';
import type { PictureEdit } from '#domain/picture/edit.ts';
import type { PicturePurpose } from '#domain/picture/fit.ts';

/** A picture as Carnet keeps it. @param hash where the worker has taken it already */
export type PictureFile = { bytes: ArrayBuffer; type: FileType; hash?: string };

/** A picked picture that has passed `checkPicture`. */
export type RawPicture = {
  bytes: ArrayBuffer;
  picture: CheckedPicture;
  purpose: PicturePurpose;
  /** What the person wants changed in it. */
  edit?: PictureEdit;
};

/** What became of it: upright, of a bounded size, without metadata; with a small one for lists. */
export type PreparedPicture = { picture: PictureFile; thumb: PictureFile };

/**
 * Makes a picture ready for keeping, one at a time and away from the page, where the browser can. The bytes are handed
 * over: the caller may find them gone.
 *
 * @throws CarnetError `file_unreadable` (it is no picture after all), `heic_needs_network` (what reads it has never
 *         arrived here); anything else means that this device can't draw it
 */
export type PreparePicture = (raw: RawPicture) => Promise<PreparedPicture>;

/**
 * Draws the first page of a PDF as a picture, away from the page and behind the pictures that are being prepared.
 *
 * @throws CarnetError `pdf_locked`, `file_unreadable`, or `pdf_needs_network` (what draws it has never arrived here);
 *         anything else means that this device can't draw it
 */
export type DrawPdf = (pdf: ArrayBuffer) => Promise<PreparedPicture>;
