import { sniffFileType } from '#domain/file-type.ts';
import type { PictureSize } from '#domain/picture/size.ts';
import type { Matrix } from '#domain/picture/upright.ts';
import type { PictureFile } from './picture-file.ts';

export type Canvas = OffscreenCanvas | HTMLCanvasElement;
/** What can be drawn: a decoded picture, or another canvas. */
export type Drawable = ImageBitmap | Canvas;

/** Off the screen where the browser can; an older one draws on the page. */
export function makeCanvas({ width, height }: PictureSize): Canvas {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement('canvas'), { width, height });
}

/** @throws when the browser has no more canvases to give */
export function penOf(canvas: Canvas): OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D {
  // The two kinds of canvas overload getContext differently, so the compiler can't call it on either.
  const pen = (canvas as HTMLCanvasElement).getContext('2d');
  if (!pen) throw new Error('no canvas to draw on');
  pen.imageSmoothingQuality = 'high';
  return pen;
}

/** Draws a picture into a canvas of this size, turned by `matrix`; on white, as JPEG knows no transparency. */
export function drawInto(picture: Drawable, size: PictureSize, matrix: Matrix, from: PictureSize): Canvas {
  const canvas = makeCanvas(size);
  const pen = penOf(canvas);
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, size.width, size.height);
  pen.scale(size.width / from.width, size.height / from.height);
  pen.transform(...matrix);
  pen.drawImage(picture, 0, 0);
  return canvas;
}

/** Rows of a strip: JPEG encodes as many together. */
const stripRows = 16;
const strips = 12;

/** Strips from all over a picture, a tenth of it or so; undefined for one that has hardly more. */
export function sampleOf(canvas: Canvas): Canvas | undefined {
  const { width, height } = canvas;
  const rows = strips * stripRows;
  if (height < 5 * rows) return undefined;
  const sample = makeCanvas({ width, height: rows });
  const pen = penOf(sample);
  for (let strip = 0; strip < strips; strip += 1) {
    const from = Math.floor(((strip + 0.5) * height) / strips);
    pen.drawImage(canvas, 0, from, width, stripRows, 0, strip * stripRows, width, stripRows);
  }
  return sample;
}

/**
 * @param quality 0 to 1
 * @throws when the browser encodes nothing, or something that is no picture
 */
export async function encode(canvas: Canvas, type: 'image/jpeg' | 'image/webp', quality: number): Promise<PictureFile> {
  const blob = await toBlob(canvas, type, quality);
  const bytes = await blob.arrayBuffer();
  // A browser without an encoder for a type silently gives PNG: ask the bytes.
  const made = sniffFileType(new Uint8Array(bytes));
  if (!made) throw new Error('the browser has encoded nothing');
  return { bytes, type: made };
}

function toBlob(canvas: Canvas, type: string, quality: number): Promise<Blob> {
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type, quality });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), type, quality);
  });
}

/** Gives its memory back now: browsers count canvases, and collect them late. */
export function dispose(canvas: Canvas): void {
  canvas.width = 0;
  canvas.height = 0;
}

/** How far a channel may be off, of 255: some browsers blur what is read a little, which harms no photo. */
const tolerance = 12;

/**
 * Whether a canvas gives back what was drawn. Browsers that hide from trackers may give noise or white instead, which
 * would replace a receipt for ever.
 */
export function drawsTruly(): boolean {
  const canvas = makeCanvas({ width: 8, height: 8 });
  const pen = penOf(canvas);
  const colours = ['rgb(200, 40, 90)', 'rgb(20, 160, 220)'];
  colours.forEach((colour, index) => {
    pen.fillStyle = colour;
    pen.fillRect(index * 4, 0, 4, 8);
  });
  const { data } = pen.getImageData(0, 0, 8, 8);
  dispose(canvas);
  const isNear = (at: number, wanted: number[]) =>
    wanted.every((value, channel) => Math.abs((data[at + channel] ?? 0) - value) <= tolerance);
  return isNear(0, [200, 40, 90]) && isNear(7 * 4, [20, 160, 220]) && isNear((7 * 8 + 1) * 4, [200, 40, 90]);
}
