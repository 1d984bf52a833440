import { mkdtemp, rm, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { seedDemo } from '#server/demo/seed-demo.ts';
import { startServer } from '#server/serve.ts';
import { browserArgs, ensureBrowser } from '#tests/find-browser.ts';
const dataDir = await mkdtemp(join(tmpdir(), 'carnet-shots-'));
await mkdir('/tmp/shots', { recursive: true });
const server = await startServer({ dataDir, port: 0, distDir: join(import.meta.dirname, 'dist') });
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArgs() });
try {
  const { exchangeId, people } = await seedDemo(server.services);
  const { id: participantId, name, role } = people.mentee;
  for (const [tag, opt] of Object.entries({ light: { w: 360, h: 740, dark: false, lang: 'en-GB' }, darkuk: { w: 360, h: 740, dark: true, lang: 'uk-UA' }, wide: { w: 1280, h: 800, dark: false, lang: 'en-GB' } })) {
    const { link } = await server.createInvitation({ participantId, name, role, exchangeId });
    const ctx = await browser.newContext({ viewport: { width: opt.w, height: opt.h }, locale: opt.lang, timezoneId: 'Europe/Kyiv', colorScheme: opt.dark ? 'dark' : 'light' });
    const page = await ctx.newPage();
    page.on('pageerror', (e) => console.log(tag, 'PAGEERROR', e.message));
    await page.goto(link);
    await page.getByRole('navigation').first().waitFor({ timeout: 60000 });
    await page.waitForTimeout(4000);
    const shot = async (name: string, path: string, full = true) => {
      await page.goto(server.origin + path);
      await page.getByRole('heading', { level: 1 }).waitFor({ timeout: 30000 });
      await page.waitForTimeout(2500);
      await page.screenshot({ path: `/tmp/shots/${tag}-${name}.png`, fullPage: full });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) console.log(tag, name, 'overflows by', over);
    };
    await shot('schedule', '/plan/schedule');
    if (tag === 'wide') { await ctx.close(); continue; }
    await shot('coverage', '/plan/coverage');
    await shot('calendar', '/plan/calendar');
    await shot('templates', '/plan/templates');
    await page.locator('button.list-row').first().click();
    await page.waitForTimeout(1000);
    await page.screenshot({ path: `/tmp/shots/${tag}-preview.png`, fullPage: true });
    await page.goto(server.origin + '/plan/schedule');
    await page.locator('.schedule-day--shown .timeline-title a').first().click();
    await page.waitForTimeout(2500);
    await page.screenshot({ path: `/tmp/shots/${tag}-session.png`, fullPage: true });
    await shot('deadlines', '/plan/deadlines');
    await shot('today', '/today');
    await ctx.close();
  }
} finally {
  await browser.close(); await server.close(); await rm(dataDir, { recursive: true });
}
