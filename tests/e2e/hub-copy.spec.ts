import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { openPhone } from './support/phone.ts';
import { goTo, signIn } from './support/steps.ts';
import { test } from './support/world.ts';

const form = (page: Page, label: string) => page.getByLabel(label, { exact: true }).first();

/** All that an exchange needs to be created. */
async function fillExchange(page: Page, topic: string): Promise<void> {
  await form(page, 'Topic').fill(topic);
  await form(page, 'Who travels').selectOption('mentee-travels');
  await form(page, 'Mentee community').fill('Вікімедіа Україна');
  await form(page, 'Mentor community').fill('Wikimedia Česko');
  await form(page, 'Host city').fill('Brno');
  await form(page, 'Time zone of the city').fill('Europe/Prague');
  await form(page, 'First day of the visit').fill('2027-05-12');
  await form(page, 'Last day of the visit').fill('2027-05-16');
  await form(page, 'Name').fill('Ілінка');
  await page.getByLabel('Name', { exact: true }).nth(1).fill('Kateřina');
}

test('what a Hub person had not sent and half typed is in the copy that signing out offers, and is back on another phone', async ({
  server,
}, testInfo) => {
  const first = await openPhone(server.port);
  const second = await openPhone(server.port);
  try {
    await signIn(first, server.secrets.hub);
    const { page } = first;
    await goTo(page, 'More');
    await page.getByRole('link', { name: 'Your devices' }).click();
    await page.getByRole('button', { name: 'Add a device' }).click();
    const code = (await page.locator('.invite-code').textContent()) ?? '';
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

    await first.goOffline();
    await page.goto(`${first.origin}/hub/new`);
    await fillExchange(page, 'Вікіклуби');
    await page.getByRole('button', { name: 'Create exchange' }).click();
    await expect(page.getByText('Will be created when online')).toBeVisible();
    await page.goto(`${first.origin}/hub/new`);
    await form(page, 'Topic').fill('Half typed');
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await goTo(page, 'More');
    await page.getByRole('button', { name: 'Sign out' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('1 exchange');
    await expect(dialog).toContainText('1 form');
    const copy = join(testInfo.outputDir, 'hub.zip');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Save a copy of everything' }).click(),
    ]);
    await download.saveAs(copy);
    await dialog.getByRole('button', { name: 'Sign out and lose this' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Carnet');

    await second.page.goto(second.origin);
    await second.page.getByRole('textbox', { name: 'Your invitation link or code' }).fill(code);
    await second.page.getByRole('button', { name: 'Continue' }).click();
    await expect(second.page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await goTo(second.page, 'More');
    if (await second.page.getByRole('link', { name: /^Sync and storage ./ }).count()) {
      await second.page.getByRole('link', { name: /^Sync and storage ./ }).click();
      await expect(second.page.getByRole('heading', { level: 1, name: 'Sync and storage' })).toBeFocused();
    }
    const button = second.page.getByRole('button', { name: 'Restore from a file…' });
    const [chooser] = await Promise.all([second.page.waitForEvent('filechooser'), button.press('Enter')]);
    await chooser.setFiles(copy);
    await expect(second.page.getByText(/\d+ entr(y|ies) and \d+ photos? added/)).toBeVisible();
    // It goes on its way by itself, now that there is a network, and the half-typed form is where it was.
    await second.page.goto(`${second.origin}/hub`);
    await expect(second.page.getByRole('button', { name: /Вікіклуби/ })).toBeVisible({ timeout: 60_000 });
    await second.page.goto(`${second.origin}/hub/new`);
    await expect(form(second.page, 'Topic')).toHaveValue('Half typed');
  } finally {
    await Promise.all([first.close(), second.close()]);
  }
});
