import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { drawReceipt } from '../draw/receipt-image.ts';
import type { UploadedFile } from '../e2e/support/actions.ts';
import { goTo } from '../e2e/support/steps.ts';

/** Bytes that one segment of a JPEG can hold, without its own length. */
const segmentBytes = 65_533;

/**
 * A real JPEG of a receipt, as large as asked: what a drawing lacks in bytes is put into application segments
 * (ITU T.81, B.2.4.6), where cameras keep their previews.
 *
 * @param size bytes, or 0 for the drawing alone
 */
export async function takePhoto(page: Page, name: string, seed: number, size = 0): Promise<UploadedFile> {
  const drawn = Buffer.from(await drawReceipt(page, { merchant: name, total: '450,00', currency: 'CZK', seed }));
  const parts = [drawn.subarray(0, 2)];
  for (let missing = size - drawn.length; missing > 4; missing -= segmentBytes + 4) {
    const payload = randomBytes(Math.min(segmentBytes, missing - 4));
    const head = Buffer.from([0xff, 0xef, 0, 0]);
    head.writeUInt16BE(payload.length + 2, 2);
    parts.push(head, payload);
  }
  return { name: `${name}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.concat([...parts, drawn.subarray(2)]) };
}

/** Picks a file as a new receipt, and does not wait for what becomes of it. */
export async function pickReceipt(page: Page, photo: UploadedFile): Promise<void> {
  await goTo(page, 'Expenses');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose files' }).click(),
  ]);
  await chooser.setFiles(photo);
}
