import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import Parser from 'wikiparser-node';
import { readZip, readZipEntry, type ZipSource } from '#domain/zip/read.ts';
import { drawReceipt } from '../draw/receipt-image.ts';
import { expect } from './support/patient.ts';
import { expectAccessible, goTo } from './support/steps.ts';
import { test } from './support/world.ts';

/** Adds a photo to the report, with what is said of the people in it. */
async function addPhoto(page: Page, caption: string, answer: string): Promise<void> {
  const drawing = { merchant: caption, total: '1', currency: 'EUR', seed: caption.length };
  const buffer = Buffer.from(await drawReceipt(page, drawing));
  const before = await page.getByRole('textbox', { name: 'Caption' }).count();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Add photo' }).click(),
  ]);
  await chooser.setFiles([{ name: 'a.jpg', mimeType: 'image/jpeg', buffer }]);
  await page.getByRole('button', { name: answer }).click();
  await expect(page.getByRole('textbox', { name: 'Caption' })).toHaveCount(before + 1);
  const field = page.getByPlaceholder('Add a caption').and(page.locator(':placeholder-shown')).last();
  await field.fill(caption);
  await field.blur();
}

function sourceOf(bytes: Buffer): ZipSource {
  return {
    size: bytes.byteLength,
    read: async (from, to) => new Uint8Array(bytes.subarray(from, to)),
    inflate: async () => {
      throw new Error('nothing is packed');
    },
    decode: (part) => new TextDecoder().decode(part),
  };
}

async function saved(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await download.path());
}

test('without a network the report is copied as wikitext and its photos are packed for Commons, the private one never', async ({
  mentee,
}) => {
  const { page } = mentee;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await goTo(page, 'Report');
  await mentee.goOffline();
  await addPhoto(page, 'Наша [[дошка]] з ідеями', 'They agreed to publication');
  await addPhoto(page, 'CANARY of a private photo', 'Ask later');

  await page.getByRole('link', { name: 'Publish', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Publish the report' })).toBeVisible();
  await expect(page.getByRole('article').getByText('Наша [[дошка]] з ідеями')).toBeVisible();
  await expect(page.getByRole('article')).not.toContainText('CANARY');
  await expect(page.getByRole('link', { name: /CANARY of a private photo/ })).toContainText('Marked private');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Copy wikitext' }).click();
  await expect(page.getByText('Copied. Paste it into the page on Meta-Wiki.')).toBeVisible();
  const wikitext = await page.evaluate(() => navigator.clipboard.readText());
  const root = Parser.parse(wikitext, false);
  expect(root.querySelectorAll('gallery-image')).toHaveLength(1);
  expect(root.querySelectorAll('heading').length).toBeGreaterThan(4);
  expect(root.querySelectorAll('table').length).toBeGreaterThan(1);
  expect(wikitext).not.toContain('CANARY');

  const zip = sourceOf(await saved(page, 'ZIP for Commons'));
  const entries = await readZip(zip);
  const names = entries.map(({ name }) => name);
  expect(names.filter((name) => name.endsWith('.jpg'))).toEqual([
    expect.stringMatching(/^photos\/Наша дошка з ідеями – .* \d{4}-\d\d-\d\d\.jpg$/),
  ]);
  expect(names).toContain('report.md');
  for (const entry of entries) {
    const bytes = await readZipEntry(zip, entry, 10_000_000);
    expect(Buffer.from(bytes).includes('CANARY'), entry.name).toBe(false);
    if (entry.name.endsWith('.jpg')) expect(bytes.length).toBeGreaterThan(5000);
  }
});
