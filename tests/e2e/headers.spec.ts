import { expect } from '@playwright/test';
import { test } from './support/world.ts';

const screens = ['/today', '/plan', '/plan/schedule', '/expenses', '/report', '/more', '/more/sync', '/more/devices'];

test('no screen breaks the content security policy, and a script that somebody smuggles in does not run', async ({
  mentee,
}) => {
  const { page } = mentee;
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const kept = sessionStorage.getItem('violations') ?? '';
      sessionStorage.setItem(
        'violations',
        `${kept}${location.pathname}: ${event.violatedDirective} ${event.blockedURI}\n`,
      );
    });
  });
  for (const screen of screens) {
    await page.goto(mentee.origin + screen);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  expect(await page.evaluate(() => sessionStorage.getItem('violations'))).toBeNull();
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken over"';
    document.head.append(script);
  });
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('violations'))).toContain('script-src');
  expect(await page.title()).not.toBe('taken over');
});
