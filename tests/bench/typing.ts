import { resolve } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { ensureBuilt } from '#server/ensure-built.ts';
import { openSection } from '../e2e/support/actions.ts';
import { openPhone } from '../e2e/support/phone.ts';
import { startServerProcess } from '../e2e/support/server-process.ts';
import { signIn } from '../e2e/support/steps.ts';
import { type Figure, figure, spread } from './figure.ts';

const words = 30_000;
const wordsPerLine = 60;
const rounds = 7;
const keysPerRound = 40;
/** Between two keys, in ms: a quick typist. */
const pause = 90;
/** How many times slower than this machine the phone's processor is. */
const slowDown = 4;
const section = 'Summary';
/** By a profile of the page's thread at the same speed, on a busy machine. */
const rest =
  'two thirds of the thread’s time are the browser’s own (layout and drawing of all lines), a tenth is between a key and its change in the document (Quill composes the whole text anew), a sixth the saving of what was typed, which comes behind the letter but may stand before the next. content-visibility on the lines saves a fifth, and was refused: where Chromium has not drawn a line yet, its keys took away a letter of the next (two-writers.spec saw it)';
const field = '[contenteditable="true"]';

/**
 * From a key to its letter on the screen, in a section of the report with 30,000 words, on a slow phone. The floor is a
 * bare editable element with the same words in the same browser, in turn with it.
 */
export async function measureTyping(): Promise<Figure[]> {
  await ensureBuilt(resolve(import.meta.dirname, '../..'));
  const server = await startServerProcess();
  const phone = await openPhone(server.port);
  try {
    await signIn(phone, server.secrets.mentee);
    const lines = Array.from({ length: words / wordsPerLine }, (_, index) =>
      `Line${index} `.padEnd(6 * wordsPerLine, 'word '),
    );
    const { page } = phone;
    await fillReport(page, lines);
    const bare = await openBare(page, lines);
    const slow = [await slowed(page), await slowed(bare)];
    const [times, floors]: [number[], number[]] = [[], []];
    for (let round = 0; round <= rounds; round += 1) {
      const [time, floor] = [await typeIn(page), await typeIn(bare)];
      // The first letters warm up what compiles as it runs.
      if (round > 0) times.push(time);
      if (round > 0) floors.push(floor);
    }
    for (const session of slow) await session.detach();
    const name = `a key in a text of ${words} words, p95, processor ${slowDown} times slower`;
    const floor = { name: 'a bare editable element with the same words', value: spread(floors) };
    return [figure(name, { value: spread(times), floor, aim: { most: 2 }, note: rest })];
  } finally {
    await phone.close();
    await server.close();
  }
}

async function fillReport(page: Page, lines: readonly string[]): Promise<void> {
  await openSection(page, section);
  await page.locator(field).evaluate((root, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    root.focus();
    root.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, lines.join('\n'));
  await page.getByText('Saved on this device', { exact: true }).waitFor({ timeout: 120_000 });
  await page.getByRole('status').filter({ hasText: 'All changes synced' }).waitFor({ timeout: 120_000 });
}

/** The same words in the same face and width, and nothing else. */
async function openBare(app: Page, lines: readonly string[]): Promise<Page> {
  const page = await app.context().newPage();
  const size = app.viewportSize();
  if (size) await page.setViewportSize(size);
  const style = 'margin: 2rem; font: 16px/1.6 sans-serif; overflow-wrap: anywhere; white-space: pre-wrap';
  const paragraphs = lines.map((line) => `<p style="margin: 0">${line}</p>`).join('');
  await page.setContent(`<div contenteditable="true" style="${style}">${paragraphs}</div>`);
  return page;
}

async function slowed(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
  return session;
}

/** Types in the middle of the text. @returns the 95th percentile of the time from a key to the frame that shows it, in ms */
async function typeIn(page: Page): Promise<number> {
  await page.bringToFront();
  await page.locator(field).evaluate((root: HTMLElement) => {
    const line = root.children[Math.floor(root.children.length / 2)];
    line?.scrollIntoView({ block: 'center' });
    root.focus();
    if (line?.firstChild) getSelection()?.collapse(line.firstChild, 5);
    const times: number[] = [];
    const begin = (event: Event) => {
      // The first task after a frame was drawn.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => times.push(performance.now() - event.timeStamp);
        port2.postMessage(null);
      });
    };
    root.addEventListener('keydown', begin);
    Object.assign(window, {
      endOfKeys() {
        root.removeEventListener('keydown', begin);
        return times;
      },
    });
  });
  await page.waitForTimeout(500);
  for (let key = 0; key < keysPerRound; key += 1) {
    await page.keyboard.press('n');
    await page.waitForTimeout(pause);
  }
  await page.waitForTimeout(500);
  // The function was put there above.
  const times = await page.evaluate(() => (window as unknown as { endOfKeys(): number[] }).endOfKeys());
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;
}
