import type { Browser, Page } from '@playwright/test';
import { hostZone } from '#server/demo/calls.ts';
import type { SampleServer } from './sample-server.ts';

export type Look = {
  /** BCP 47. */
  readonly language: string;
  readonly dark: boolean;
  /** CSS pixels: 360 is a small phone, 1280 a laptop. */
  readonly width: number;
  /** Device pixels in a CSS pixel. */
  readonly density: number;
  /** What somebody has set who sees little: more contrast, or the few colours of the system. */
  readonly contrast?: 'more' | 'forced';
};

/** Heights in CSS pixels, by the width. */
const heightOf = (width: number) => (width > 700 ? 800 : 740);
/** A long screen is drawn as far as this many times the height of the device. */
const screenfuls = 3.5;

/** A page on a device of its own, at the sample's moment, in whatever language its owner prefers. */
export async function openDevice(browser: Browser, server: SampleServer, look: Look): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: heightOf(look.width) },
    deviceScaleFactor: look.density,
    // A phone's scroll bars lie over the page, and take none of its width.
    isMobile: look.width <= 700,
    locale: look.language === 'en' ? 'en-GB' : look.language,
    timezoneId: hostZone,
    colorScheme: look.dark ? 'dark' : 'light',
    contrast: look.contrast === undefined ? 'no-preference' : 'more',
    forcedColors: look.contrast === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(server.now);
  return page;
}

/** Signs in by a link; on return the exchange, or the Hub's board, is on the device. */
export async function enter(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.locator('nav a').first().waitFor();
  await page.locator('h1').first().waitFor();
}

/** The app itself is kept on the device before. */
export async function loseNetwork(page: Page, origin: string): Promise<void> {
  if (page.url() === 'about:blank') await page.goto(origin);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.context().setOffline(true);
}

/** Opens an address and waits until the screen stands as it will stay. */
export async function show(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('h1').first().waitFor();
  const isOnline = await page.evaluate(() => navigator.onLine);
  // Those who are not signed in have no line of sync, and neither has the Hub before it has opened an exchange.
  if (isOnline && (await page.locator('.sync').count()) > 0)
    await page.locator('.sync-synced [role=status]:not(:empty)').waitFor();
  // Thumbnails come from the phone's own storage, a moment after the rows.
  await page.waitForTimeout(1500);
}

/** The open screen from its top to its end, or as far as a few screenfuls. */
export async function shoot(page: Page, path: string): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  const tall = Math.min(Math.max(whole, height), Math.round(height * screenfuls));
  await page.setViewportSize({ width, height: tall });
  // Photos are read when they come near the screen.
  await page.waitForTimeout(1000);
  await page.screenshot({ path });
  await page.setViewportSize({ width, height });
}
