import { Buffer } from 'node:buffer';
import type { Page } from '@playwright/test';

export type ReceiptDrawing = {
  readonly merchant: string;
  /** As it is printed: `1 196,00`. */
  readonly total: string;
  readonly currency: string;
  /** Another seed, another picture: the lines, the angle and the grain of the photo follow from it. */
  readonly seed: number;
};

/**
 * A photo of a receipt, 1280 × 1920, JPEG, some hundreds of kB as a phone's would be; drawn on a
 * canvas in any page that is open, without touching what the page shows.
 */
export async function drawReceipt(page: Page, drawing: ReceiptDrawing): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(Buffer.from(await page.evaluate(drawOnCanvas, drawing), 'base64'));
}

/** Runs in the page, so it can use nothing from outside. @returns base64 of the JPEG */
function drawOnCanvas({ merchant, total, currency, seed }: ReceiptDrawing): string {
  const width = 1280;
  const height = 1920;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('this browser has no canvas');
  let state = (seed * 2654435761 + 1) >>> 0;
  /** 0 ≤ x < 1, the same row of numbers for the same seed (Marsaglia's xorshift). */
  const random = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state / 2 ** 32;
  };

  const drawTable = () => {
    pen.fillStyle = `hsl(${20 + random() * 25} 34% ${34 + random() * 22}%)`;
    pen.fillRect(0, 0, width, height);
    for (let line = 0; line < 320; line += 1) {
      pen.fillStyle = `rgb(40 22 10 / ${random() * 0.14})`;
      pen.fillRect(0, random() * height, width, 1 + random() * 9);
    }
  };

  const drawPaper = () => {
    pen.translate(width / 2, height / 2);
    pen.rotate((random() - 0.5) * 0.12);
    pen.shadowColor = 'rgb(0 0 0 / 0.5)';
    pen.shadowBlur = 44;
    pen.shadowOffsetY = 22;
    const shade = pen.createLinearGradient(-440, 0, 440, 0);
    for (const [stop, colour] of [
      [0, '#ece9e1'],
      [0.35, '#fdfcf8'],
      [0.7, '#f4f1ea'],
      [1, '#dedad0'],
    ] as const) {
      shade.addColorStop(stop, colour);
    }
    pen.fillStyle = shade;
    pen.beginPath();
    pen.moveTo(-440, -820);
    for (let x = -440; x <= 440; x += 20) pen.lineTo(x, x % 40 ? -806 : -820);
    for (let x = 440; x >= -440; x -= 20) pen.lineTo(x, x % 40 ? 806 : 820);
    pen.fill();
    pen.shadowColor = 'transparent';
    for (let fold = 0; fold < 3; fold += 1) {
      const y = -600 + random() * 1200;
      const crease = pen.createLinearGradient(0, y - 40, 0, y + 40);
      crease.addColorStop(0, 'rgb(90 80 70 / 0)');
      crease.addColorStop(0.48, 'rgb(90 80 70 / 0.24)');
      crease.addColorStop(0.52, 'rgb(255 255 255 / 0.7)');
      crease.addColorStop(1, 'rgb(90 80 70 / 0)');
      pen.fillStyle = crease;
      pen.fillRect(-438, y - 40, 876, 80);
    }
  };

  const drawPrint = () => {
    pen.fillStyle = '#36363e';
    let y = -690;
    const write = (left: string, right = '', size = 34, weight = '') => {
      pen.font = `${weight} ${size}px 'DejaVu Sans Mono', 'Liberation Mono', monospace`;
      pen.textAlign = right ? 'left' : 'center';
      pen.fillText(left, right ? -380 : 0, y, 760);
      pen.textAlign = 'right';
      pen.fillText(right, 380, y, 500);
      y += size * 1.55;
    };
    const rule = () => write('– '.repeat(19).trim());
    write(merchant, '', 50, 'bold');
    write(`No. ${100000 + Math.floor(random() * 900000)}`);
    write(`${8 + Math.floor(random() * 11)}:${String(Math.floor(random() * 60)).padStart(2, '0')}`);
    rule();
    const goods = ['Coffee', 'Tea', 'Soup of the day', 'Bread', 'Pierogi', 'Water 0,5 l', 'Salad', 'Cake'];
    for (let line = 0; line < 5 + Math.floor(random() * 6); line += 1) {
      const thing = goods[Math.floor(random() * goods.length)] ?? '';
      write(
        `${1 + Math.floor(random() * 4)}x ${thing}`,
        `${1 + Math.floor(random() * 90)},${random() < 0.5 ? '00' : '50'}`,
      );
    }
    rule();
    write('TOTAL', `${total} ${currency}`, 54, 'bold');
    y += 40;
    for (let x = -300; x < 300; x += 6 + Math.floor(random() * 3) * 4)
      pen.fillRect(x, y, 2 + Math.floor(random() * 3) * 2, 130);
  };

  /** What a small sensor adds; it also gives the file the weight of a photo. */
  const addGrain = () => {
    const pixels = pen.getImageData(0, 0, width, height);
    for (let at = 0; at < pixels.data.length; at += 4) {
      const noise = (random() - 0.5) * 16;
      for (let channel = at; channel < at + 3; channel += 1) pixels.data[channel] = (pixels.data[channel] ?? 0) + noise;
    }
    pen.putImageData(pixels, 0, 0);
  };

  drawTable();
  drawPaper();
  drawPrint();
  addGrain();
  return canvas.toDataURL('image/jpeg', 0.8).replace('data:image/jpeg;base64,', '');
}
