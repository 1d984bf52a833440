import { Buffer } from 'node:buffer';
import type { Page } from '@playwright/test';

/** A photo of nothing but detail, as heavy as photos get. */
export async function drawGrain(page: Page, width: number, height: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    ([wide, high]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: wide, height: high });
      const pen = canvas.getContext('2d');
      if (!pen) throw new Error('this browser has no canvas');
      pen.fillStyle = '#ddd';
      pen.fillRect(0, 0, wide, high);
      pen.fillStyle = '#222';
      for (let row = 0; row < high; row += 26) {
        pen.font = `${14 + (row % 9)}px monospace`;
        for (let column = 0; column < wide; column += 290)
          pen.fillText(`${row} ${column} ${row * column}`, column, row);
      }
      const pixels = pen.getImageData(0, 0, wide, high);
      for (let at = 0; at < pixels.data.length; at += 4) {
        const grain = ((at * 2654435761) >>> 24) / 12;
        for (let channel = at; channel < at + 3; channel += 1)
          pixels.data[channel] = (pixels.data[channel] ?? 0) - grain;
      }
      pen.putImageData(pixels, 0, 0);
      return canvas.toDataURL('image/jpeg', 0.92).replace('data:image/jpeg;base64,', '');
    },
    [width, height] as const,
  );
  return Buffer.from(base64, 'base64');
}
