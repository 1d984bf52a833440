import { Buffer } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { checkPicture } from '#domain/picture/check.ts';
import { cameraMaker, photographer, withCameraMetadata } from '../draw/exif.ts';
import { drawGrain } from '../draw/grain.ts';
import { drawQuarters, lookAt, quarterColours } from '../draw/quarters.ts';
import { drawReceipt } from '../draw/receipt-image.ts';
import { addReceipt, type UploadedFile } from './support/actions.ts';
import { goTo } from './support/steps.ts';
import { readBlobs, readPhone } from './support/storage.ts';
import { shareWorld } from './support/world.ts';

/** What becomes of the pictures that people pick, in a real browser: from the file to the phone's storage. */

const test = shareWorld();

const jpeg = (name: string, buffer: Buffer): UploadedFile => ({ name, mimeType: 'image/jpeg', buffer });

test('photos of all eight orientations stand upright, and tell nothing of the place, the camera and the person', async ({
  mentee,
}) => {
  const { page } = mentee;
  await mentee.goOffline();
  const orientations = [1, 2, 3, 4, 5, 6, 7, 8];
  const files = [];
  for (const orientation of orientations) {
    const taken = withCameraMetadata(await drawQuarters(page, orientation), orientation);
    files.push(jpeg(`${orientation}.jpg`, taken));
  }
  const kept = await capture(page, files);
  for (const { name, picture, thumb } of kept) {
    const look = await lookAt(page, picture);
    expect(look, name).toEqual({ width: 900, height: 1200, quarters: [...quarterColours] });
    expect((await lookAt(page, thumb)).quarters, name).toEqual([...quarterColours]);
    for (const bytes of [picture, thumb]) expectNothingTold(bytes);
  }
  await mentee.goOnline();
});

/** Of twelve megapixels, drawn once: that takes longer than taking it in. */
let drawn: Promise<Buffer> | undefined;
const largePhoto = (page: Page) => {
  drawn ??= drawGrain(page, 4032, 3024);
  return drawn;
};

test('a large photo becomes a JPEG of at most 2,400 pixels and 600 kB', async ({ mentee }) => {
  const { page } = mentee;
  const large = await largePhoto(page);
  expect(large.length).toBeGreaterThan(2_000_000);
  const [receipt] = await capture(page, [jpeg('large.jpg', withCameraMetadata(large, 6))]);
  const size = checkPicture(receipt?.picture ?? Buffer.of());
  if ('code' in size) throw new Error(size.code);
  expect(size.height).toBeLessThanOrEqual(2400);
  expect(size.height).toBeGreaterThanOrEqual(2000);
  expect(size.width / size.height).toBeCloseTo(3024 / 4032, 2);
  expect(receipt?.picture.length).toBeLessThanOrEqual(600_000);
});

test('evidence keeps its pixels, and tells nothing of the camera', async ({ mentee }) => {
  const { page } = mentee;
  const large = await largePhoto(page);
  await goTo(page, 'Today');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Add photo' }).click(),
  ]);
  await chooser.setFiles([jpeg('grain.jpg', withCameraMetadata(large, 6))]);
  await expect(page.getByText('Photo saved')).toBeVisible({ timeout: 120_000 });
  // Who is in it.
  await page.getByRole('dialog').getByRole('button', { name: 'Ask later' }).click();
  const rows = Object.values((await readPhone(page)).rows);
  const { blob } = rows.find(({ name }) => name === 'grain.jpg') ?? {};
  const [evidence] = await readBlobs(page, [String(blob)]);
  expect(checkPicture(evidence ?? Buffer.of())).toEqual({ type: 'image/jpeg', width: 3024, height: 4032 });
  expectNothingTold(evidence ?? Buffer.of());
});

test('a photo that is small enough keeps its very pixels', async ({ mentee }) => {
  const drawn = Buffer.from(
    await drawReceipt(mentee.page, { merchant: 'Trafika', total: '89,00', currency: 'CZK', seed: 3 }),
  );
  const [kept] = await capture(mentee.page, [jpeg('small.jpg', withCameraMetadata(drawn, 1))]);
  expect(kept?.picture.equals(drawn)).toBe(true);
});

test('bombs, cut and empty files, and scripts under a picture’s name are refused in words, and a good one beside them is kept', async ({
  mentee,
}) => {
  const { page } = mentee;
  const good = jpeg('good.jpg', await drawQuarters(page, 1));
  const before = Object.keys((await readPhone(page)).rows).length;
  const refused: [UploadedFile, string][] = [
    [jpeg('bomb.png', bomb(60_000)), 'more pixels than a phone can open safely'],
    [jpeg('cut.jpg', good.buffer.subarray(0, -300)), 'A part of this picture is missing'],
    [
      jpeg('drawing.jpg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')),
      'Carnet keeps JPEG',
    ],
    [jpeg('page.jpg', Buffer.from('<!doctype html><script>alert(1)</script>')), 'Carnet keeps JPEG'],
    [jpeg('script.jpg', Buffer.from('GIF89a/**/=0;alert(1)')), 'Carnet keeps JPEG'],
    [jpeg('noise.jpg', noise(good.buffer)), 'could not be read'],
    [jpeg('notes.jpg', Buffer.from('not a picture at all')), 'JPEG, PNG, WebP, HEIC and AVIF pictures and PDF files'],
    [jpeg('empty.jpg', Buffer.alloc(0)), 'This file is empty'],
  ];
  await choose(page, [...refused.map(([file]) => file), good]);
  for (const [{ name }, words] of refused) {
    await expect(page.locator('.cdx-message').filter({ hasText: name }), name).toContainText(words);
  }
  await page.getByRole('button', { name: 'Go on with what is saved' }).click();
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeVisible();
  // The expense and its one receipt.
  expect(Object.keys((await readPhone(page)).rows)).toHaveLength(before + 2);
});

const fixtures = resolve('../shared/fixtures/images');

test('real photos: HEIC and AVIF become JPEG, damaged ones are refused, and none tells its place', async ({
  mentee,
}) => {
  // biome-ignore lint/suspicious/noSkippedTests: it needs files that only some machines have, and says so
  test.skip(!existsSync(fixtures), 'the real photos stand beside the project, and are not here');
  const { page } = mentee;
  const picked = (name: string) => jpeg(name, readFileSync(resolve(fixtures, name)));
  const kept = await capture(
    page,
    [
      'heic_single.heic',
      'avif_irvine.avif',
      'gps_pixel_tiny.jpg',
      'gain_map_ultrahdr.jpg',
      'cmyk_adobe.jpg',
      'anim.webp',
      'bad_exif_rangeerror.jpg',
      'gps_empty_ifd.jpg',
      'bomb_png_ztxt.png',
      'orient_landscape_0.jpg',
      'orient_portrait_6.jpg',
    ].map(picked),
  );
  for (const { name, picture, thumb } of kept) {
    expect(checkPicture(picture), name).toMatchObject({ type: 'image/jpeg' });
    for (const bytes of [picture, thumb]) expectNothingTold(bytes);
  }
  const damaged = [
    'trunc_jpeg_10k.jpg',
    'trunc_png_end.png',
    'corrupt_header.jpg',
    'broken_80b.png',
    'bomb_65536x65536.png',
    'polyglot_gif_js.gif',
    'svg_onload.svg',
    'html_onerror.html',
    'bomb_gif_44b.gif',
    'bomb_ico.ico',
  ];
  await choose(page, damaged.map(picked));
  for (const name of damaged) await expect(page.locator('.cdx-message').filter({ hasText: name })).toBeVisible();
});

type Kept = { name: string; picture: Buffer; thumb: Buffer };

/** Picks files as the pages of one receipt, and reads what stands on the phone once its expense is open. */
async function capture(page: Page, files: UploadedFile[]): Promise<Kept[]> {
  await addReceipt(page, files);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const receipts = Object.values((await readPhone(page)).rows)
    .filter(({ expenseId }) => expenseId === id)
    .sort((a, b) => (String(a.order) < String(b.order) ? -1 : 1));
  expect(receipts).toHaveLength(files.length);
  const kept = [];
  for (const { name, blob, thumb } of receipts) {
    const [picture, small] = await readBlobs(page, [String(blob), String(thumb)]);
    if (!picture || !small) throw new Error(`${name} has no bytes on the phone`);
    kept.push({ name: String(name), picture, thumb: small });
  }
  return kept;
}

async function choose(page: Page, files: UploadedFile[]): Promise<void> {
  await goTo(page, 'Expenses');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose files' }).click(),
  ]);
  await chooser.setFiles(files);
}

function expectNothingTold(bytes: Buffer): void {
  const text = bytes.toString('latin1');
  for (const told of ['Exif', 'GPS', 'xmpmeta', 'Photoshop', '<script', cameraMaker, photographer]) {
    expect(text.includes(told), told).toBe(false);
  }
}

/** A PNG of some kilobytes that announces `side` × `side` pixels. */
function bomb(side: number): Buffer {
  const chunk = (name: string, body: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length);
    head.write(name, 4, 'latin1');
    return Buffer.concat([head, body, Buffer.alloc(4)]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = chunk('IDAT', deflateSync(Buffer.alloc(1_000_000)));
  return Buffer.concat([signature, chunk('IHDR', header), data, chunk('IEND', Buffer.of())]);
}

/** A JPEG whose structure is whole and whose tables are senseless. */
function noise(file: Buffer): Buffer {
  const broken = Buffer.from(file);
  const tables = broken.indexOf(Buffer.from([0xff, 0xc4]));
  // How many codes there are of each length: only the entries of the table are told wrong, not its own length.
  broken.fill(0x7f, tables + 5, tables + 21);
  return broken;
}
