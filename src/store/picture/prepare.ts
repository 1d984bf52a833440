import { CarnetError } from '#domain/errors.ts';
import type { CheckedPicture } from '#domain/picture/check.ts';
import { orientationOfTurns, type PictureEdit } from '#domain/picture/edit.ts';
import {
  type Encoding,
  encodings,
  fitWithin,
  type PictureGoal,
  type PicturePurpose,
  pictureGoals,
  worthTrying,
} from '#domain/picture/fit.ts';
import { decodableJpeg, jpegOrientation } from '#domain/picture/jpeg.ts';
import type { PictureSize } from '#domain/picture/size.ts';
import { mayStayAsItIs, stripMetadata } from '#domain/picture/strip.ts';
import { uprightMatrix, uprightSize } from '#domain/picture/upright.ts';
import { type Canvas, type Drawable, dispose, drawInto, drawsTruly, encode, sampleOf } from './canvas.ts';
import { editPixels } from './edit-pixels.ts';
import type { PictureFile, PreparedPicture, RawPicture } from './picture-file.ts';

/** The long side of a thumbnail, in pixels. */
const thumbnailSide = 360;

/**
 * How many pixels any device that runs the app can decode: a picture of fewer that can't be decoded is broken, one of
 * more may only be too much for this phone.
 */
const decodableAnywhere = 16_000_000;

/** Decodes what the browser can't. @throws CarnetError `heic_needs_network` or `file_unreadable` */
export type DecodeHeic = (bytes: ArrayBuffer) => Promise<ImageBitmap>;

/** See `PreparePicture`. Runs in a worker, or on the page. Everything decoded is given back before it resolves. */
export async function preparePicture(raw: RawPicture, decodeHeic: DecodeHeic): Promise<PreparedPicture> {
  if (!drawsTruly()) throw new Error('this browser does not show what was drawn');
  const { bitmap, orientation } = await decode(raw, decodeHeic);
  try {
    if (raw.edit) return await drawEdited(raw, new Upright(bitmap, orientation), raw.edit);
    const upright = new Upright(bitmap, orientation);
    try {
      return { picture: await keepOrDraw(raw, upright), thumb: await upright.thumbnail() };
    } finally {
      upright.dispose();
    }
  } finally {
    bitmap.close();
  }
}

type Decoded = { bitmap: ImageBitmap; orientation: number };

/**
 * A JPEG is decoded without its metadata and turned here, because older browsers don't all turn it; for the other
 * types the browser does.
 */
async function decode({ bytes, picture }: RawPicture, decodeHeic: DecodeHeic): Promise<Decoded> {
  const all = new Uint8Array(bytes);
  try {
    if (picture.type !== 'image/jpeg') return { bitmap: await decodeAs([bytes], picture.type), orientation: 1 };
    return { bitmap: await decodeAs(decodableJpeg(all), picture.type), orientation: jpegOrientation(all) };
  } catch (cause) {
    if (picture.type === 'image/heic') return { bitmap: await decodeHeic(bytes), orientation: 1 };
    throw isSmall(picture) ? new CarnetError('file_unreadable', String(cause), { cause }) : cause;
  }
}

function decodeAs(parts: BlobPart[], type: string): Promise<ImageBitmap> {
  return createImageBitmap(new Blob(parts, { type }), { imageOrientation: 'from-image' });
}

function isSmall({ width, height }: CheckedPicture): boolean {
  return width * height <= decodableAnywhere;
}

/** What is within the bounds keeps its very pixels; drawing a JPEG anew would make it worse for nothing. */
async function keepOrDraw({ bytes, picture, purpose }: RawPicture, upright: Upright): Promise<PictureFile> {
  const goal = pictureGoals[purpose];
  const all = new Uint8Array(bytes);
  const { type } = picture;
  if (type !== 'image/heic' && type !== 'image/avif' && mayStayAsItIs(all, picture, goal)) {
    return { bytes: stripMetadata(all, type).buffer, type };
  }
  return drawSmallEnough(upright, goal);
}

/** A guess is off by so much at most: what may just fit is tried. */
const doubt = 0.9;

async function drawSmallEnough(upright: Upright, goal: PictureGoal): Promise<PictureFile> {
  let tries = encodings(goal);
  for (;;) {
    const [next, ...rest] = tries;
    if (!next) throw new Error('no encoding to try');
    const isLast = rest.length === 0;
    const guess = isLast ? 0 : doubt * (await upright.guess(next));
    const file = guess > goal.bytes ? null : await upright.encode(next);
    const bytes = file?.bytes.byteLength ?? guess;
    if (file && (bytes <= goal.bytes || isLast)) return file;
    tries = worthTrying(rest, next, bytes, goal);
  }
}

/** Edits the picture in the size in which it is kept; drawn anew in any case. */
async function drawEdited({ purpose }: RawPicture, upright: Upright, edit: PictureEdit): Promise<PreparedPicture> {
  const edited = editPixels(upright.draw(pictureGoals[purpose].side), edit);
  try {
    return await prepareDrawn(edited, purpose, orientationOfTurns(edit.turns));
  } finally {
    dispose(edited);
  }
}

/** What has been drawn, as it is kept. @param orientation as EXIF counts them */
export async function prepareDrawn(drawn: Canvas, purpose: PicturePurpose, orientation = 1): Promise<PreparedPicture> {
  const upright = new Upright(drawn, orientation);
  try {
    return { picture: await drawSmallEnough(upright, pictureGoals[purpose]), thumb: await upright.thumbnail() };
  } finally {
    upright.dispose();
  }
}

/** A decoded picture as it stands upright. */
class Upright {
  readonly #bitmap: Drawable;
  readonly #orientation: number;
  readonly #size: PictureSize;
  /** The last size of it: drawing millions of pixels takes as long as encoding them. */
  #drawn: { side: number; canvas: Canvas } | undefined;
  /** Some rows of the largest size that was asked for. */
  #sample: { side: number; rows: number; canvas: Canvas } | undefined;

  constructor(bitmap: Drawable, orientation: number) {
    this.#bitmap = bitmap;
    this.#orientation = orientation;
    this.#size = uprightSize(bitmap, orientation);
  }

  draw(side: number): Canvas {
    const matrix = uprightMatrix(this.#bitmap, this.#orientation);
    return drawInto(this.#bitmap, fitWithin(this.#size, side), matrix, this.#size);
  }

  encode({ side, quality }: Encoding): Promise<PictureFile> {
    return encode(this.#at(side), 'image/jpeg', quality);
  }

  /**
   * About how many bytes an encoding makes, by some rows of the first size that is asked for: a smaller one has fewer pixels, with
   * as much in each at least. 0 where the picture is too small to ask.
   */
  async guess({ side, quality }: Encoding): Promise<number> {
    const sample = this.#sampleAt(side);
    if (!sample) return 0;
    const { bytes } = await encode(sample.canvas, 'image/jpeg', quality);
    return (bytes.byteLength * sample.rows * Math.min(1, side / sample.side) ** 2) / sample.canvas.height;
  }

  /** Of what was drawn before, where there is such. */
  async thumbnail(): Promise<PictureFile> {
    const canvas = this.#drawn ? shrink(this.#drawn.canvas, thumbnailSide) : this.draw(thumbnailSide);
    try {
      return await encode(canvas, 'image/webp', 0.75);
    } finally {
      dispose(canvas);
    }
  }

  dispose(): void {
    for (const each of [this.#drawn, this.#sample]) if (each) dispose(each.canvas);
    this.#drawn = undefined;
    this.#sample = undefined;
  }

  /** A smaller one is made of the one before: half of the work is in the millions of pixels that are looked at. */
  #at(side: number): Canvas {
    const before = this.#drawn;
    if (before?.side === side) return before.canvas;
    const canvas = before && before.side > side ? shrink(before.canvas, side) : this.draw(side);
    if (before) dispose(before.canvas);
    this.#drawn = { side, canvas };
    return canvas;
  }

  #sampleAt(side: number) {
    if (this.#sample) return this.#sample;
    const drawn = this.#at(side);
    const canvas = sampleOf(drawn);
    if (canvas) this.#sample = { side, rows: drawn.height, canvas };
    return this.#sample;
  }
}

function shrink(canvas: Canvas, side: number): Canvas {
  return drawInto(canvas, fitWithin(canvas, side), uprightMatrix(canvas, 1), canvas);
}
