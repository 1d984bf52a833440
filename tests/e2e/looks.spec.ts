import { expect } from '@playwright/test';
import { openPhone } from './support/phone.ts';
import { expectAccessible, signIn } from './support/steps.ts';
import { test } from './support/world.ts';

/** Every screen, light and dark: accessible as far as a machine can tell, and no wider than a small phone. */

const paths = [
  '/today',
  '/plan',
  '/plan/schedule',
  '/plan/schedule/new',
  '/expenses',
  '/expenses/new',
  '/report',
  '/search?q=wiki',
  '/more',
  '/more/sync',
  '/more/language',
  '/help',
  '/help/unwell',
  '/privacy',
  '/readiness',
];

for (const dark of [false, true]) {
  test(`every screen is accessible and fits 360 pixels, ${dark ? 'dark' : 'light'}`, async ({ server }) => {
    const phone = await openPhone(server.port, { dark });
    try {
      await signIn(phone, server.secrets.mentor);
      const { page } = phone;
      const links = [...paths];
      for (const [list, name] of [
        ['/expenses', /Bistro/],
        ['/report', /Summary/],
        ['/plan/schedule', /check-in with the Hub/],
      ] as const) {
        await page.goto(phone.origin + list);
        const link = await page.getByRole('link', { name }).first().getAttribute('href');
        if (!link) throw new Error(`no link in ${list}`);
        links.push(link);
      }
      for (const path of links) {
        await page.goto(phone.origin + path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.getByRole('status')).toHaveText('All changes synced');
        // What is folded up has to fit too.
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        await expectAccessible(page);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
      }
    } finally {
      await phone.close();
    }
  });
}

test('the language can be changed without a network, and stays', async ({ mentee }) => {
  await mentee.goOffline();
  const page = await mentee.reopen('/more/language');
  await page.getByRole('button', { name: 'Українська' }).click();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Сьогодні' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Сьогодні' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('uk');
});
