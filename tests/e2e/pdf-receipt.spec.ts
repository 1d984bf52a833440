import { Buffer } from 'node:buffer';
import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, type Page } from '@playwright/test';
import { checkPicture } from '#domain/picture/check.ts';
import { tinyPdf } from '../draw/tiny-pdf.ts';
import { addReceipt, type UploadedFile } from './support/actions.ts';
import { expectSynced } from './support/steps.ts';
import { readBlobs, readPhone } from './support/storage.ts';
import { test } from './support/world.ts';

/** Receipts that are PDFs: their first page is drawn, by a part of the app that comes when it is first needed. */

const pdf = (name: string, bytes: Uint8Array): UploadedFile => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(bytes),
});

test('a PDF gets its first page behind its capture, later when there is no network, and from then on without one', async ({
  mentee,
  mentor,
}) => {
  await mentee.goOffline();
  const { page } = mentee;
  await addReceipt(page, [pdf('ticket.pdf', tinyPdf(['Train ticket', '42,50 EUR']))]);
  await expect(page.getByText('has not come to this device yet')).toBeVisible();
  expect(await thumbOf(page, 'ticket.pdf')).toBeNull();

  await mentee.goOnline();
  await expect.poll(() => thumbOf(page, 'ticket.pdf'), { timeout: 60_000 }).toMatch(/^[0-9a-f]{64}$/);
  const [thumb] = await readBlobs(page, [String(await thumbOf(page, 'ticket.pdf'))]);
  // An A5 page, upright.
  expect(checkPicture(thumb ?? Buffer.of())).toEqual({ type: 'image/webp', width: 254, height: 360 });
  await expectSynced(page);

  await mentee.goOffline();
  await addReceipt(page, [pdf('hotel.pdf', tinyPdf(['Hotel', '180,00 EUR']))]);
  await expect.poll(() => thumbOf(page, 'hotel.pdf'), { timeout: 30_000 }).toMatch(/^[0-9a-f]{64}$/);
  await page.getByRole('button', { name: 'Open in full' }).click();
  const drawn = page.getByRole('dialog').getByRole('img');
  await expect.poll(() => drawn.evaluate((image: HTMLImageElement) => image.naturalHeight)).toBe(2400);
  expect(await darkness(page)).toBeGreaterThan(0.001);

  await expect.poll(() => thumbOf(mentor.page, 'ticket.pdf')).toMatch(/^[0-9a-f]{64}$/);
});

test('a locked and a damaged PDF stay receipts, and say why their page is not shown', async ({ mentee }) => {
  const { page } = mentee;
  const locked = await PDFDocument.create();
  locked.addPage([200, 300]);
  locked.encrypt({ userPassword: 'secret', ownerPassword: 'secret', permissions: {} });
  const files = [pdf('locked.pdf', await locked.save()), pdf('damaged.pdf', tinyPdf(['Lunch']).subarray(0, 60))];
  await addReceipt(page, files);
  await expect(page.getByText('locked with a password')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('This PDF is damaged')).toBeVisible();
  await expectSynced(page);
  const { rows, photos } = await readPhone(page);
  for (const { name } of files) {
    const receipt = Object.values(rows).find((row) => row.name === name);
    expect(receipt, name).toMatchObject({ thumb: null, type: 'application/pdf' });
    expect(photos.map(({ hash }) => hash)).toContain(receipt?.blob);
  }
});

async function thumbOf(page: Page, name: string): Promise<unknown> {
  return Object.values((await readPhone(page)).rows).find((row) => row.name === name)?.thumb;
}

/** How much of the picture in the viewer is dark: nothing, of an empty page. From 0 to 1. */
function darkness(page: Page): Promise<number> {
  return page
    .getByRole('dialog')
    .getByRole('img')
    .evaluate((image: HTMLImageElement) => {
      const { naturalWidth: width, naturalHeight: height } = image;
      const pen = new OffscreenCanvas(width, height).getContext('2d');
      if (!pen) throw new Error('this browser has no canvas');
      pen.drawImage(image, 0, 0);
      const { data } = pen.getImageData(0, 0, width, height);
      let dark = 0;
      for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 100) dark += 1;
      return dark / (width * height);
    });
}
