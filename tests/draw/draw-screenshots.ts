/**
 * `npm run screenshots`: the pictures of the README and of the install dialog, from the real app with the sample
 * exchange, at half past nine on the host's wall.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { wallClock } from '#domain/days.ts';
import { hostZone } from '#server/demo/calls.ts';
import { seedDemo } from '#server/demo/seed-demo.ts';
import { ensureBuilt } from '#server/ensure-built.ts';
import { startServer } from '#server/serve.ts';
import { browserArgs, ensureBrowser } from '../find-browser.ts';

const root = resolve(import.meta.dirname, '../..');
const screens = { today: '/today', schedule: '/plan/schedule', expenses: '/expenses', report: '/report' };

const dataDir = await mkdtemp(join(tmpdir(), 'carnet-screenshots-'));
const server = await startServer({ dataDir, port: 0, distDir: await ensureBuilt(root) });
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArgs() });
try {
  const now = morningOf(Date.now());
  const { exchangeId, people } = await seedDemo({ ...server.services, clock: () => new Date(now) });
  const { id: participantId, name, role } = people.leadMentor;
  const { link } = await server.createInvitation({ participantId, name, role, exchangeId });
  const size = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, locale: 'en-GB', timezoneId: hostZone };
  const page = await (await browser.newContext(size)).newPage();
  await page.clock.setFixedTime(now);
  await page.goto(link);
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  for (const [screen, path] of Object.entries(screens)) {
    await page.goto(server.origin + path);
    await page.getByText('All changes synced').waitFor();
    // Thumbnails come from the phone's own storage, a moment after the rows.
    await page.waitForTimeout(1500);
    await page.screenshot({ path: join(root, 'public/screenshots', `${screen}.png`) });
  }
} finally {
  await browser.close();
  await server.close();
  await rm(dataDir, { recursive: true });
}

/** 9:30 on the wall of the host, on the day of an instant (ms since the epoch). */
function morningOf(instant: number): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return instant + (minutes('09:30') - minutes(wallClock(instant, hostZone).time)) * 60_000;
}
