import type { Page } from '@playwright/test';

/**
 * The heap of JavaScript, of the page's nodes and of its buffers, in bytes, after what nobody needs was collected: more than
 * once, since what the one lets go the other may only then.
 */
export async function inBareHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage');
  // Newer browsers tell more than Playwright's types know.
  const usage = (await session.send('Runtime.getHeapUsage')) as Record<string, number>;
  await session.detach();
  const { usedSize = 0, embedderHeapUsedSize = 0, backingStorageSize = 0 } = usage;
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}
