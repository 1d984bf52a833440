import { expect, type Page } from '@playwright/test';
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
        // What is said and how it is built is the same in the dark; its colours are not.
        await expectAccessible(page, dark ? ['color-contrast'] : undefined);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
      }
    } finally {
      await phone.close();
    }
  });
}

test('a language that was chosen works without a network, on every screen and in its dates', async ({ mentee }) => {
  const page = await mentee.reopen('/more/language');
  await page.getByRole('button', { name: 'ქართული' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'ენა' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('ka-GE');
  // All its words are here, also those of screens that were not opened.
  await expect.poll(() => keptWords(page)).toEqual(['dates', 'help', 'rest', 'start', 'welcome']);

  await mentee.goOffline();
  const offline = await mentee.reopen('/today');
  await expect(offline.getByRole('navigation').getByRole('link', { name: 'დღეს' })).toBeVisible();
  // Chromium's Intl has no Georgian.
  await expect(offline.getByRole('main')).toContainText(/[ა-ჰ]+, \d+ [ა-ჰ]+/);
  await offline.goto(`${mentee.origin}/help`);
  await expect(offline.getByRole('heading', { level: 1 })).toHaveText(/[ა-ჰ]/);

  // Another one needs a network, and says so; the present one stays.
  await offline.goto(`${mentee.origin}/more/language`);
  await offline.getByRole('button', { name: 'Polski' }).click();
  await expect(offline.getByText('ამ ენის ჩატვირთვა ვერ მოხერხდა')).toBeVisible();
  await offline.getByRole('button', { name: 'English' }).click();
  await expect(offline.getByRole('heading', { level: 1, name: 'Language' })).toBeVisible();
});

async function keptWords(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const kept = await (await caches.open('carnet-words')).keys();
    return kept.map(({ url }) => /words-ka-(\w+)-/.exec(url)?.[1] ?? url).sort();
  });
}
