import type { Browser } from '@playwright/test';

/** How long (ms) a process runs before it has to wait again. */
const turn = 4;

/**
 * Lets the processes of a browser's pages run only so much of the time, in short turns, as on a slower processor: with all
 * their threads. (The browser's own switch slows the thread of the page, and no worker.) Not on Windows.
 *
 * @param times how many times slower
 * @returns the way back
 */
export async function slowDown(browser: Browser, times: number): Promise<() => void> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  let timer = setTimeout(stop, turn);
  function stop(): void {
    signal('SIGSTOP');
    timer = setTimeout(go, (times - 1) * turn);
  }
  function go(): void {
    signal('SIGCONT');
    timer = setTimeout(stop, turn);
  }
  function signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    for (const pid of pids) {
      try {
        process.kill(pid, name);
      } catch {
        // It has ended meanwhile.
      }
    }
  }
  return () => {
    clearTimeout(timer);
    signal('SIGCONT');
  };
}
