/**
 * Draws the demo's pictures into src/server/demo/images, each with a thumbnail beside it.
 * Run it after a change of receipts.ts or scenes.ts: `node tests/draw/draw-receipts.ts [name …]`.
 */
import { writeFile } from 'node:fs/promises';
import { type Browser, chromium } from '@playwright/test';
import { browserArgs, ensureBrowser } from '../find-browser.ts';
import { photoHtml } from './photo-page.ts';
import { receiptPhotos } from './receipts.ts';
import { sceneHtml, scenes } from './scenes.ts';

const folder = new URL('../../src/server/demo/images/', import.meta.url);
const thumbSide = 320;

/** What a picture may weigh, so that the demo stays quick to clone and to open. */
const mostBytes = 160 * 1024;

type Drawing = { name: string; html: string; width: number; height: number; quality: number };

function drawings(): Drawing[] {
  const receipts = Object.entries(receiptPhotos).map(([name, photo]) => ({
    name,
    html: photoHtml(photo),
    width: photo.width,
    height: photo.height,
    quality: 70,
  }));
  const views = Object.entries(scenes).map(([name, svg]) => ({
    name,
    html: sceneHtml(svg),
    width: 1400,
    height: 933,
    quality: 86,
  }));
  return [...receipts, ...views];
}

/** Drawn at twice its size and brought down, which smooths the edges that the filters leave. */
async function draw(browser: Browser, { name, html, width, height, quality }: Drawing): Promise<void> {
  const large = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 2 });
  await large.setContent(html);
  const original = await large.screenshot({ type: 'png' });
  await large.close();
  let picture = await shrink(browser, original, { width, height }, quality);
  for (let lower = quality - 6; picture.length > mostBytes && lower > 30; lower -= 6)
    picture = await shrink(browser, original, { width, height }, lower);
  const scale = thumbSide / Math.max(width, height);
  const thumb = await shrink(
    browser,
    original,
    { width: Math.round(width * scale), height: Math.round(height * scale) },
    72,
  );
  await writeFile(new URL(`${name}.jpg`, folder), picture);
  await writeFile(new URL(`${name}-thumb.jpg`, folder), thumb);
  console.log(
    `${name}  ${width}×${height}  ${Math.round(picture.length / 1024)} kB, thumbnail ${Math.round(thumb.length / 1024)} kB`,
  );
}

async function shrink(
  browser: Browser,
  png: Buffer,
  viewport: { width: number; height: number },
  quality: number,
): Promise<Buffer> {
  const page = await browser.newPage({ viewport });
  await page.setContent(
    `<body style="margin:0"><img style="display:block;width:100%;height:100vh" src="data:image/png;base64,${png.toString('base64')}">`,
  );
  await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
  const picture = await page.screenshot({ type: 'jpeg', quality });
  await page.close();
  return picture;
}

const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArgs() });
const wanted = process.argv.slice(2);
for (const drawing of drawings()) if (!wanted.length || wanted.includes(drawing.name)) await draw(browser, drawing);
await browser.close();
