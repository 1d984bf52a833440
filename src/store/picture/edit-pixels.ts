import { coverArea } from '#domain/picture/cover.ts';
import { isAll, type PictureEdit, stretchContrast } from '#domain/picture/edit.ts';
import { type Corners, flatten, type Pixels } from '#domain/picture/perspective.ts';
import { type Canvas, dispose, makeCanvas, penOf } from './canvas.ts';

/** What lies between the corners, flat, with its contrast and without what is covered; not turned yet. The canvas that came in is given back. */
export function editPixels(canvas: Canvas, { corners, contrast, covers = [] }: PictureEdit): Canvas {
  const { width, height } = canvas;
  const whole: Pixels = penOf(canvas).getImageData(0, 0, width, height);
  dispose(canvas);
  for (const area of covers) coverArea(whole, area);
  const inPixels = corners.map(({ x, y }) => ({ x: x * width, y: y * height }));
  // As many as there were.
  const pixels = isAll(corners) ? whole : flatten(whole, inPixels as unknown as Corners);
  if (contrast !== 1) stretchContrast(pixels, contrast);
  const edited = makeCanvas(pixels);
  const image = new ImageData(pixels.width, pixels.height);
  image.data.set(pixels.data);
  penOf(edited).putImageData(image, 0, 0);
  return edited;
}
