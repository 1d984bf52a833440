import type { CDPSession, Page } from '@playwright/test';
import { expect } from './patient.ts';

type TraceEvent = { name: string; pid: number; tid: number; ts: number; tdur?: number };

/** Marks the moment at which Today's buttons have been laid out, before the app's own scripts run. */
function markToday(): void {
  const changes = new MutationObserver(() => {
    if (!document.querySelector('.quick-actions button')) return;
    changes.disconnect();
    requestAnimationFrame(() => performance.mark('today-stands'));
  });
  changes.observe(document, { subtree: true, childList: true });
}

async function trace(session: CDPSession, work: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  const includedCategories = ['toplevel', 'blink.user_timing'];
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } });
  await work();
  await session.send('Tracing.end');
  await complete;
  return events;
}

/**
 * What each task of the page's thread took of the processor (ms), from the navigation until Today stood there: what else the
 * machine does is not counted.
 */
export async function tasksOf(page: Page, address: string): Promise<number[]> {
  await page.addInitScript(markToday);
  const session = await page.context().newCDPSession(page);
  const events = await trace(session, async () => {
    await page.goto(address);
    await expect(page.getByRole('button', { name: 'Add receipt' })).toBeVisible();
  });
  const end = events.find(({ name }) => name === 'today-stands');
  if (!end) throw new Error('the trace has no mark');
  const { pid, tid, ts: until } = end;
  const ofThread = events.filter((event) => event.pid === pid && event.tid === tid);
  return ofThread
    .filter(({ name, ts }) => name === 'ThreadControllerImpl::RunTask' && ts < until)
    .map(({ tdur = 0 }) => tdur / 1000);
}
