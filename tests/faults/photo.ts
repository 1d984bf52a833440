import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { drawReceipt } from '../draw/receipt-image.ts';
import { tinyPdf } from '../draw/tiny-pdf.ts';
import type { UploadedFile } from '../e2e/support/actions.ts';
import { expect } from '../e2e/support/patient.ts';
import { goTo } from '../e2e/support/steps.ts';
import { readPhone } from '../e2e/support/storage.ts';

/**
 * A receipt whose bytes the phone keeps as they are picked, so that their hash can be followed to the end: the JPEG of
 * a drawing is within the bounds of a photo, and a larger one, which the phone would make smaller, is a PDF with what
 * it lacks in bytes behind its end (as scanners leave it there).
 *
 * @param size bytes, or 0 for the drawing alone
 */
export async function takePhoto(page: Page, name: string, seed: number, size = 0): Promise<UploadedFile> {
  if (size === 0) {
    const drawn = await drawReceipt(page, { merchant: name, total: '450,00', currency: 'CZK', seed });
    return { name: `${name}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(drawn) };
  }
  const page1 = tinyPdf([name]);
  const buffer = Buffer.concat([page1, randomBytes(Math.max(0, size - page1.length))]);
  return { name: `${name}.pdf`, mimeType: 'application/pdf', buffer };
}

/** Picks a file as a new receipt, and does not wait for what becomes of it. */
export async function pickReceipt(page: Page, photo: UploadedFile): Promise<void> {
  await goTo(page, 'Expenses');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose files' }).click(),
  ]);
  // The file goes through the debugging port of a busy browser.
  await chooser.setFiles(photo, { timeout: 120_000 });
}

/**
 * Behind its capture a PDF gets the small picture that stands for it in lists. Once that is there, and sent, nothing is
 * written any more that nobody has entered.
 */
export async function expectDrawn(page: Page): Promise<void> {
  const left = async () => {
    const { rows, outbox } = await readPhone(page);
    const undrawn = Object.values(rows).filter(({ type, thumb }) => type === 'application/pdf' && thumb === null);
    return undrawn.length + outbox;
  };
  await expect.poll(left, { timeout: 60_000 }).toBe(0);
}
