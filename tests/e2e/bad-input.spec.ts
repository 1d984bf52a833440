import { expect } from '@playwright/test';
import { openPhone } from './support/phone.ts';
import { expectSynced, goTo } from './support/steps.ts';
import { readPhone } from './support/storage.ts';
import { shareWorld } from './support/world.ts';

/** Whatever goes in wrong is said in words, and takes nothing with it. */

const test = shareWorld();

test('a link that somebody has already used says so, and leaves this phone as it was', async ({ server, mentee }) => {
  const stranger = await openPhone(server.port);
  try {
    await stranger.page.goto(`${stranger.origin}/join#${server.secrets.mentee}`);
    await expect(stranger.page.getByText('already been used')).toBeVisible();
    await expect(stranger.page.getByText('Ilinca')).toHaveCount(0);
    await stranger.page.goto(`${stranger.origin}/today`);
    await expect(stranger.page.getByRole('heading', { level: 1 })).toHaveText('Carnet');
  } finally {
    await stranger.close();
  }
  await expectSynced(mentee.page);
});

test('opening one’s own link again, on the phone that has used it, leads back into the app', async ({
  server,
  mentee,
}) => {
  const page = await mentee.reopen(`/join#${server.secrets.mentee}`);
  await page.getByRole('button', { name: 'Go on to Carnet' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
});

test('a wrong link, and half a link, say what to do', async ({ server }) => {
  const phone = await openPhone(server.port);
  try {
    await phone.page.goto(`${phone.origin}/join#${'A'.repeat(43)}`);
    await expect(phone.page.getByText('leads to no invitation')).toBeVisible();
    await phone.page.goto('about:blank');
    await phone.page.goto(`${phone.origin}/join#abc`);
    await expect(phone.page.getByText('not a whole invitation link')).toBeVisible();
  } finally {
    await phone.close();
  }
});

test('a link opened without a network can be opened again when it is back', async ({ server }) => {
  const phone = await openPhone(server.port);
  try {
    await phone.page.goto(`${phone.origin}/`);
    await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText('Carnet');
    await phone.page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await phone.goOffline();
    await phone.page.goto(`${phone.origin}/join#${server.secrets.hub}`);
    await expect(phone.page.getByText('There is no connection')).toBeVisible();
    await phone.goOnline();
    await phone.page.getByRole('button', { name: 'Try again' }).click();
    await expect(phone.page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  } finally {
    await phone.close();
  }
});

test('a file of 60 MB is refused with its size limit, and no expense appears', async ({ mentee }) => {
  const { page } = mentee;
  const before = await readPhone(page);
  await goTo(page, 'Expenses');
  // Made in the page: the tool that plays the person takes files up to 50 MB only.
  await page
    .locator('input[type=file]:not([capture])')
    .first()
    .evaluate((input: HTMLInputElement) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(60 * 1024 * 1024)], 'huge.jpg', { type: 'image/jpeg' }));
      input.files = data.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
  await expect(page.getByText('larger than 25 MB')).toBeVisible();
  expect(countOf((await readPhone(page)).rows, 'expense')).toBe(countOf(before.rows, 'expense'));
});

test('a revoked phone says that it is signed out, and goes on keeping what is written', async ({ server, mentee }) => {
  // The last one: nobody can go on with this phone.
  const page = await mentee.reopen('/report');
  await server.revoke('mentee');
  await page.getByRole('button', { name: 'Add action item' }).click();
  await page.getByRole('textbox', { name: 'What' }).fill('Ask for a new link');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Ask for a new link')).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('Needs attention · 1');
  await page.reload();
  await expect(page.getByText('Ask for a new link')).toBeVisible();
  expect((await readPhone(page)).outbox).toBe(1);
  await page.getByRole('status').click();
  await expect(page.getByText('This device is signed out')).toBeVisible();
});

function countOf(rows: Record<string, unknown>, kind: string): number {
  return Object.keys(rows).filter((key) => key.startsWith(`${kind}/`)).length;
}
