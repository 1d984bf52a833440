/**
 * Draws the PNG icons from the SVG files in public/icons, in a real browser.
 * Run it after changing one of them, look at the result, and commit both: `node tests/draw-icons.ts`.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { cdxIconCalendar, cdxIconClock, cdxIconImageAdd, type Icon } from '@wikimedia/codex-icons';
import { browserArgs, ensureBrowser } from './find-browser.ts';

const folder = fileURLToPath(new URL('../public/icons/', import.meta.url));

const pictures: { svg: string; size: number; file: string }[] = [
  { svg: svgFile('favicon'), size: 192, file: 'icon-192' },
  { svg: svgFile('favicon'), size: 512, file: 'icon-512' },
  { svg: svgFile('maskable'), size: 512, file: 'maskable-512' },
  { svg: svgFile('maskable'), size: 180, file: 'apple-touch-icon' },
  { svg: svgFile('monochrome'), size: 512, file: 'monochrome-512' },
  { svg: shortcutSvg(cdxIconImageAdd), size: 96, file: 'shortcut-add-receipt' },
  { svg: shortcutSvg(cdxIconClock), size: 96, file: 'shortcut-today' },
  { svg: shortcutSvg(cdxIconCalendar), size: 96, file: 'shortcut-schedule' },
];

const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArgs() });
const page = await browser.newPage();
for (const picture of pictures) await draw(page, picture);
await browser.close();

async function draw(page: Page, { svg, size, file }: (typeof pictures)[number]): Promise<void> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  await page.screenshot({ path: `${folder}${file}.png`, omitBackground: true });
}

function svgFile(name: string): string {
  return readFileSync(`${folder}${name}.svg`, 'utf8');
}

/** One of Codex's icons on a pale disc, as launchers show shortcuts. */
function shortcutSvg(icon: Icon): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
    <circle cx="48" cy="48" r="48" fill="#e8eeff"/>
    <g fill="#36c" transform="translate(24 24) scale(2.4)">${iconMarkup(icon)}</g>
  </svg>`;
}

function iconMarkup(icon: Icon): string {
  if (typeof icon === 'string') return icon;
  if ('path' in icon) return `<path d="${icon.path}"/>`;
  return iconMarkup('ltr' in icon ? icon.ltr : icon.default);
}
