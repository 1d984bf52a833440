import { Buffer } from 'node:buffer';
import type { Page } from '@playwright/test';

/** The colours of a picture's quarters: top left, top right, bottom left, bottom right. */
export const quarterColours = ['red', 'lime', 'blue', 'white'] as const;
export type Quarters = readonly string[];

type Sides = [row: 'top' | 'right' | 'bottom' | 'left', column: 'top' | 'right' | 'bottom' | 'left'];

/** Where a camera's first row and first column are in the scene, by EXIF's orientation (Exif 2.32, 4.6.4, tag 274). */
const firstRowAndColumn: Record<number, Sides> = {
  1: ['top', 'left'],
  2: ['top', 'right'],
  3: ['bottom', 'right'],
  4: ['bottom', 'left'],
  5: ['left', 'top'],
  6: ['right', 'top'],
  7: ['right', 'bottom'],
  8: ['left', 'bottom'],
};

/** The quarters as a camera stores them, so that the scene has `quarterColours` once it is turned upright. */
export function storedQuarters(orientation: number): Quarters {
  const sides = firstRowAndColumn[orientation];
  if (!sides) throw new Error('orientations are 1 to 8');
  const opposite = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const;
  const [row, column] = sides;
  return [row, opposite[row]].flatMap((rowSide) =>
    [column, opposite[column]].map((columnSide) => colourAt(new Set([rowSide, columnSide]))),
  );
}

function colourAt(sides: ReadonlySet<string>): string {
  return quarterColours[(sides.has('bottom') ? 2 : 0) + (sides.has('right') ? 1 : 0)] ?? '';
}

/** A JPEG of four coloured quarters; the scene is 900 × 1200 once it is upright. */
export async function drawQuarters(page: Page, orientation: number): Promise<Buffer> {
  const isTurned = orientation >= 5;
  const drawing = {
    width: isTurned ? 1200 : 900,
    height: isTurned ? 900 : 1200,
    quarters: [...storedQuarters(orientation)],
    mark: orientation,
  };
  const base64 = await page.evaluate(({ width, height, quarters, mark }) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('this browser has no canvas');
    quarters.forEach((colour, index) => {
      pen.fillStyle = colour;
      pen.fillRect(((index % 2) * width) / 2, (Math.floor(index / 2) * height) / 2, width / 2, height / 2);
    });
    // No two are the same, so that each stays a file of its own.
    pen.fillStyle = 'black';
    pen.fillRect(width / 2, height / 2, 10 + mark * 10, 10);
    return canvas.toDataURL('image/jpeg', 0.9).replace('data:image/jpeg;base64,', '');
  }, drawing);
  return Buffer.from(base64, 'base64');
}

export type Look = { width: number; height: number; quarters: string[] };

/** How a picture looks, as the browser shows it: its size, and the colour in the middle of each quarter. */
export function lookAt(page: Page, picture: Uint8Array): Promise<Look> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const { width, height } = bitmap;
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('this browser has no canvas');
    pen.drawImage(bitmap, 0, 0);
    const named: Record<string, string> = { '100': 'red', '010': 'lime', '001': 'blue', '111': 'white' };
    const quarters = [0, 1, 2, 3].map((index) => {
      const at = [width * (0.25 + (index % 2) * 0.5), height * (0.25 + Math.floor(index / 2) * 0.5)] as const;
      const [red = 0, green = 0, blue = 0] = pen.getImageData(...at, 1, 1).data;
      const key = [red, green, blue].map((value) => (value > 128 ? 1 : 0)).join('');
      return named[key] ?? `rgb(${red}, ${green}, ${blue})`;
    });
    return { width, height, quarters };
  }, Buffer.from(picture).toString('base64'));
}
