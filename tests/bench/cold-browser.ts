import { once } from 'node:events';
import { spawnBrowser } from '../browser-process.ts';
import { openDebugger } from './debugger.ts';

/** How many times slower than this machine the phone's processor is. */
export const slowDown = 4;
/** How long (ms) a browser has its start for itself, and a page what it does behind its first screen. */
const settling = 1500;
const behind = 2500;
/** It is looked at so often (ms), and so many times at most. */
const pause = 250;
const looks = 80;
const screen = { width: 360, height: 740, deviceScaleFactor: 1, mobile: true };

/** What a page tells of its start. Times in ms since its navigation began. */
export type Opening = {
  /** When all that was waited for had been painted and could be tapped; null: not yet. */
  readonly ready: number | null;
  /** Tasks of the main thread of more than 50 ms: when each began, and how long it took. */
  readonly longTasks: readonly (readonly [number, number])[];
  /** The sum of all layout shifts. */
  readonly shift: number;
};

/** A place to open, and what of it has to be there. */
export type Place = { readonly url: string; readonly elements: readonly string[] };

/**
 * Starts a browser on a profile, opens a place in it on a slow processor, and closes it again: neither the page nor its
 * worker was there before.
 */
export async function openCold(profile: string, { url, elements }: Place): Promise<Opening> {
  const { child, port } = await spawnBrowser(profile);
  const ended = once(child, 'exit');
  const browser = await openDebugger(port);
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  const page = (method: string, params?: object) => browser.send(method, params, String(sessionId));
  await page('Page.enable');
  await page('Emulation.setDeviceMetricsOverride', screen);
  await page('Emulation.setCPUThrottlingRate', { rate: slowDown });
  const source = `(${watchStart})(${JSON.stringify(elements)})`;
  await page('Page.addScriptToEvaluateOnNewDocument', { source });
  await wait(settling);
  await page('Page.navigate', { url });
  const look = async () => {
    const { result } = await page('Runtime.evaluate', { expression: 'opening', returnByValue: true });
    // The script below has made it.
    return (result as { value?: Opening }).value;
  };
  for (let times = 0; times < looks && !(await look())?.ready; times += 1) await wait(pause);
  await wait(behind);
  const opening = await look();
  await browser.send('Browser.close');
  await ended;
  browser.close();
  if (!opening) throw new Error('the page did not open');
  return opening;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs in the page, before its own scripts. */
function watchStart(elements: readonly string[]): void {
  const opening = { ready: null as number | null, longTasks: [] as [number, number][], shift: 0 };
  Object.assign(window, { opening });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) opening.longTasks.push([startTime, duration]);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    // An entry of this type has a value.
    for (const entry of list.getEntries()) opening.shift += (entry as unknown as { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });

  const canBeTapped = (selector: string) => {
    const element = document.querySelector(selector);
    if (!element) return false;
    const { x, y, width, height } = element.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    return top !== null && element.contains(top);
  };
  const look = () => {
    isAsked = false;
    if (!elements.every(canBeTapped)) return;
    changes.disconnect();
    // The first task after this frame was drawn.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      opening.ready = performance.now();
    };
    port2.postMessage(null);
  };
  let isAsked = false;
  // Only after a change: to look at each frame asks for a frame each time, which the start would have to wait for.
  const changes = new MutationObserver(() => {
    if (!isAsked) requestAnimationFrame(look);
    isAsked = true;
  });
  changes.observe(document, { subtree: true, childList: true, attributes: true });
}
