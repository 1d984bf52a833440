import { once } from 'node:events';
import { spawnBrowser } from '../browser-process.ts';
import { openDebugger } from './debugger.ts';
import type { Send } from './heap-size.ts';

/** A page of a browser whose debugger is asked for nothing but what is done here. */
export type BarePage = {
  readonly send: Send;
  /** Runs a function in the page, which can use nothing from outside, and waits for it. @throws what it throws */
  run<A>(work: (argument: A) => Promise<void>, argument: A): Promise<void>;
  /** Types into what has the focus, letter by letter. */
  type(text: string): Promise<void>;
  close(): Promise<void>;
};

/** @param shows a selector: the page is open when it has such an element, after however many others it has gone through */
type Shown = { url: string; shows: string };

/**
 * Opens a page without Playwright, which would hear of each request and of each element, and whose browser would keep them
 * for it: a heap that is measured beside it is its own, too.
 */
export async function openBarePage(profile: string, { url, shows }: Shown): Promise<BarePage> {
  const { child, port } = await spawnBrowser(profile);
  const ended = once(child, 'exit');
  const browser = await openDebugger(port);
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  const send: Send = (method, params) => browser.send(method, params, String(sessionId));
  await send('Emulation.setDeviceMetricsOverride', { width: 360, height: 740, deviceScaleFactor: 1, mobile: true });
  await send('Page.navigate', { url });
  for (let isOpen = false; !isOpen; ) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const expression = `Boolean(document.querySelector(${JSON.stringify(shows)}))`;
    // While one page gives way to another there is none to be asked.
    const { result } = await send('Runtime.evaluate', { expression }).catch(() => ({ result: {} }));
    isOpen = (result as { value?: boolean }).value === true;
  }
  return {
    send,
    async run(work, argument) {
      const expression = `(${work})(${JSON.stringify(argument)})`;
      const { exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true });
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    },
    async type(text) {
      for (const letter of text) await send('Input.insertText', { text: letter });
    },
    async close() {
      await browser.send('Browser.close');
      await ended;
      browser.close();
    },
  };
}
