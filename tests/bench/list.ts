import { join, resolve } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { ensureBuilt } from '#server/ensure-built.ts';
import { openPhone } from '../e2e/support/phone.ts';
import { goTo, signIn } from '../e2e/support/steps.ts';
import { startLoadServer } from '../load/server-process.ts';
import { slowDown } from './cold-browser.ts';
import { type Figure, figure, spread } from './figure.ts';
import { inFolder } from './folder.ts';
import { seedLarge } from './large-exchange.ts';

const rounds = 7;
const expenses = 2000;
/** What a phone shows of a list at once. */
const rowsOnScreen = 24;
const flings = 12;
const searched = 'Lékárna 4';

type Found = {
  open: number[];
  bareOpen: number[];
  longest: number[];
  slowLongest: number[];
  search: number[];
  bareSearch: number[];
};

/**
 * A list of 2,000 expenses on a slow phone: opened, scrolled as fast as a finger does, and searched. The floor is a page
 * with the very rows that the screen shows, as they are, put there in the same browser, in turn with it.
 */
export function measureList(): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const dist = await ensureBuilt(resolve(import.meta.dirname, '../..'));
    const data = join(folder, 'data');
    const secret = await seedLarge(data, { rows: 0, photos: 60, expenses });
    const server = await startLoadServer(data, dist);
    const phone = await openPhone(Number(new URL(server.origin).port));
    try {
      await signIn(phone, secret);
      await phone.goOffline();
      return figuresOf(await measureOn(phone.page));
    } finally {
      await phone.close();
      await server.close();
    }
  });
}

async function measureOn(page: Page): Promise<Found> {
  const found: Found = { open: [], bareOpen: [], longest: [], slowLongest: [], search: [], bareSearch: [] };
  const session = await page.context().newCDPSession(page);
  const throttle = (rate: number) => session.send('Emulation.setCPUThrottlingRate', { rate });
  await throttle(slowDown);
  for (let round = 0; round <= rounds; round += 1) {
    await goTo(page, 'Today');
    const open = await timeIn(page, { click: 'nav a[href="/expenses"]', shown: `.expense-item:nth-child(3)` });
    const bareOpen = await drawBare(page, rowsOnScreen);
    const slowLongest = await longestWhileScrolling(page, session);
    await throttle(1);
    const longest = await longestWhileScrolling(page, session);
    await throttle(slowDown);
    const search = await timeIn(page, { type: searched, shown: '[aria-live="polite"].subtle' });
    const bareSearch = await drawBare(page, await page.locator('.expense-item').count());
    // The first one warms up what compiles as it runs.
    if (round === 0) continue;
    for (const [name, value] of Object.entries({ open, bareOpen, longest, slowLongest, search, bareSearch })) {
      found[name as keyof Found].push(value);
    }
  }
  return found;
}

function figuresOf({ open, bareOpen, longest, slowLongest, search, bareSearch }: Found): Figure[] {
  const floor = (values: number[]) => ({ name: 'the visible rows as they are', value: spread(values) });
  const name = (what: string) => `list: ${what} ${expenses} expenses, processor ${slowDown} times slower`;
  return [
    figure(name('open'), { value: spread(open), floor: floor(bareOpen) }),
    figure(name('search'), { value: spread(search), floor: floor(bareSearch) }),
    // 0: none that a browser calls long.
    figure(`list: longest task while scrolling ${expenses} expenses`, { value: spread(longest), aim: { mostOf: 50 } }),
    figure(name('longest task while scrolling'), { value: spread(slowLongest) }),
  ];
}

type Act = { click?: string; type?: string; shown: string };

/** @returns from the act to the frame that shows what is looked for, in ms */
function timeIn(page: Page, act: Act): Promise<number> {
  return page.evaluate(
    ({ click, type, shown }) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        if (click) document.querySelector<HTMLElement>(click)?.click();
        const field = document.querySelector<HTMLInputElement>('input[type="search"]');
        if (type && field) {
          field.value = type;
          field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }
        const look = () => {
          if (!document.querySelector(shown)) {
            requestAnimationFrame(look);
            return;
          }
          // The first task after this frame was drawn.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - start);
          port2.postMessage(null);
        };
        requestAnimationFrame(look);
      }),
    act,
  );
}

/** The first rows of the list, as they are, drawn over the screen and taken away again. @returns how long it took, in ms */
function drawBare(page: Page, count: number): Promise<number> {
  return page.evaluate((most) => {
    const rows = [...document.querySelectorAll('.expense-item')].slice(0, most).map((row) => row.outerHTML);
    const place = document.createElement('div');
    place.style.cssText = 'position: fixed; inset: 0; overflow: auto; z-index: 9; background: Canvas';
    return new Promise<number>((resolve) => {
      const start = performance.now();
      place.innerHTML = `<ul class="list">${rows.join('')}</ul>`;
      document.body.append(place);
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          resolve(performance.now() - start);
          place.remove();
        };
        port2.postMessage(null);
      });
    });
  }, count);
}

/** From the moment the list opens, while its end is still being drawn. @returns in ms; 0 without any of more than 50 */
async function longestWhileScrolling(page: Page, session: CDPSession): Promise<number> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    });
    observer.observe({ type: 'longtask' });
    Object.assign(window, {
      longestTask() {
        observer.disconnect();
        return Math.max(0, ...tasks);
      },
    });
  });
  for (let fling = 0; fling < flings; fling += 1) {
    const gesture = { x: 180, y: 500, yDistance: -3000, speed: 6000, gestureSourceType: 'touch' } as const;
    await session.send('Input.synthesizeScrollGesture', gesture);
  }
  // The function was put there above.
  return page.evaluate(() => (window as unknown as { longestTask(): number }).longestTask());
}
