import { expect, type Page } from '@playwright/test';
import { openPhone } from './support/phone.ts';
import { expectAccessible, signIn } from './support/steps.ts';
import { shareWorld } from './support/world.ts';

/** Every screen, light and dark: accessible as far as a machine can tell, and no wider than a small phone. */

const test = shareWorld();

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
  test(`every screen is accessible and fits 360 pixels, ${dark ? 'dark' : 'light'}`, async ({ mentor }) => {
    const { page, origin } = mentor;
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    const links = [...paths];
    for (const [list, name] of [
      ['/expenses', /Bistro/],
      ['/report', /Summary/],
      ['/plan/schedule', /check-in with the Hub/],
    ] as const) {
      await page.goto(origin + list);
      const link = await page.getByRole('link', { name }).first().getAttribute('href');
      if (!link) throw new Error(`no link in ${list}`);
      links.push(link);
    }
    for (const path of links) {
      await page.goto(origin + path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('status')).toHaveText('All changes synced');
      // What is folded up has to fit too.
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      // What is said and how it is built is the same in the dark; its colours are not.
      await expectAccessible(page, dark ? ['color-contrast'] : undefined);
      expect(await overflowOf(page), `${path} is wider than the screen`).toBeLessThanOrEqual(0);
    }
  });
}

test('on a laptop every screen begins in the same place, and no tab jumps from one to the next', async ({ mentor }) => {
  const { page, origin } = mentor;
  await page.setViewportSize({ width: 1280, height: 800 });
  const starts = new Map<string, number>();
  for (const path of ['/plan', '/plan/schedule', '/plan/deadlines', '/today', '/expenses', '/more', '/more/language']) {
    await page.goto(origin + path);
    const heading = await page.getByRole('heading', { level: 1 }).boundingBox();
    starts.set(path, heading?.x ?? Number.NaN);
    expect(await overflowOf(page), `${path} is wider than the screen`).toBeLessThanOrEqual(0);
  }
  expect(new Set(starts.values()), JSON.stringify([...starts])).toHaveProperty('size', 1);
});

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
  // The longest words of all; beside a long way back, too.
  await offline.goto(`${mentee.origin}/expenses/settlement`);
  await expect(offline.getByRole('table')).toBeVisible();
  expect(await overflowOf(offline)).toBeLessThanOrEqual(0);

  // Another one needs a network, and says so; the present one stays.
  await offline.goto(`${mentee.origin}/more/language`);
  await offline.getByRole('button', { name: 'Polski' }).click();
  await expect(offline.getByText('ამ ენის ჩატვირთვა ვერ მოხერხდა')).toBeVisible();
  await offline.getByRole('button', { name: 'English' }).click();
  await expect(offline.getByRole('heading', { level: 1, name: 'Language' })).toBeVisible();
});

test('fields side by side stand on one line, however long the words over one of them are', async ({ server }) => {
  const hub = await openPhone(server.port);
  try {
    await signIn(hub, server.secrets.hub);
    await hub.page.goto(`${hub.origin}/hub/new`);
    const first = await hub.page.getByLabel('First day of the visit').boundingBox();
    const last = await hub.page.getByLabel('Last day of the visit').boundingBox();
    expect(first?.y).toBe(last?.y);
    expect((first?.x ?? 0) + (first?.width ?? 0)).toBeLessThan(last?.x ?? 0);
    // Names have the whole width.
    const mentee = await hub.page.getByLabel('Mentee community').boundingBox();
    const mentor = await hub.page.getByLabel('Mentor community').boundingBox();
    expect(mentee?.y).toBeLessThan(mentor?.y ?? 0);
  } finally {
    await hub.close();
  }
});

test('what came of taking a removal back is in sight, however far the end of the list is', async ({ mentee }) => {
  const { page } = mentee;
  await page.goto(`${mentee.origin}/plan`);
  const edit = page.getByRole('button', { name: 'Edit question:' });
  await expect(edit.nth(5)).toBeVisible();
  const before = await edit.count();
  await edit.first().click();
  await page.getByRole('button', { name: 'Remove question' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(edit).toHaveCount(before - 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(edit).toHaveCount(before);
  await expect(page.getByText('Saved on this device')).toBeInViewport();
});

async function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

async function keptWords(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const kept = await (await caches.open('carnet-words')).keys();
    return kept.map(({ url }) => /words-ka-(\w+)-/.exec(url)?.[1] ?? url).sort();
  });
}
