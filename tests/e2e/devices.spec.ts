import { expect } from '@playwright/test';
import { openPhone } from './support/phone.ts';
import { expectAccessible, expectSynced, goTo, signIn } from './support/steps.ts';
import { test } from './support/world.ts';

test('a tablet is added by the code that the phone shows, and signed out from the phone', async ({
  server,
  mentee,
}) => {
  const { page } = mentee;
  await goTo(page, 'More');
  await page.getByRole('link', { name: 'Your devices' }).click();
  await page.getByRole('button', { name: 'Add a device' }).click();
  const dialog = page.getByRole('dialog', { name: 'A further device' });
  await expect(dialog.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await expectAccessible(page);
  const code = (await dialog.locator('.invite-code').textContent()) ?? '';
  expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);

  const tablet = await openPhone(server.port, { dark: true });
  try {
    await tablet.page.goto(tablet.origin);
    // As somebody types it who does not care for capitals and dashes.
    await tablet.page
      .getByRole('textbox', { name: 'Your invitation link or code' })
      .fill(code.toLowerCase().replace('-', ' '));
    await tablet.page.getByRole('button', { name: 'Continue' }).click();
    await expect(tablet.page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await expectSynced(tablet.page);

    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(page.getByRole('list', { name: 'Your devices' }).getByRole('listitem')).toHaveCount(2);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    const question = page.getByRole('dialog');
    await expect(question).toContainText('is not deleted');
    await question.getByRole('button', { name: 'Sign out', exact: true }).click();
    await expect(page.getByRole('list', { name: 'Your devices' }).getByRole('listitem')).toHaveCount(1);

    await tablet.page.reload();
    await expect(tablet.page.getByRole('status')).toHaveText(/Needs attention/, { timeout: 20_000 });
  } finally {
    await tablet.close();
  }
});

test('without a network the devices say why they can’t be shown, and come when it is back', async ({ mentee }) => {
  const { page } = mentee;
  await goTo(page, 'More');
  await mentee.goOffline();
  await page.getByRole('link', { name: 'Your devices' }).click();
  await expect(page.getByText('There is no connection')).toBeVisible();
  await mentee.goOnline();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('This device', { exact: true })).toBeVisible();
});

test('the Hub invites a colleague by link, sends it again, and takes it back', async ({ server }) => {
  const [hub, colleague] = [await openPhone(server.port), await openPhone(server.port)];
  try {
    await signIn(hub, server.secrets.hub);
    const { page } = hub;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await goTo(page, 'More');
    await page.getByRole('link', { name: 'Invitations' }).click();
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Name of a colleague' }).fill('Ґалина Ясінська');
    await page.getByRole('button', { name: 'Invite to the Hub' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invitation for Ґалина Ясінська' });
    await dialog.getByRole('button', { name: 'Copy link' }).click();
    await expect(dialog.getByText('Link copied')).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    const row = page.getByRole('listitem').filter({ hasText: 'Ґалина Ясінська' });
    await expect(row).toContainText('Invited');

    await row.getByRole('button', { name: 'Send again' }).click();
    const newer = (await dialog.locator('.invite-code').textContent()) ?? '';
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await colleague.page.goto(colleague.origin + new URL(link).pathname + new URL(link).hash);
    await expect(colleague.page.getByText('replaced by a newer one')).toBeVisible();

    await row.getByRole('button', { name: 'Take back' }).click();
    await expect(row).toContainText('Taken back');
    await colleague.page.goto('about:blank');
    await colleague.page.goto(`${colleague.origin}/join#${newer}`);
    await expect(colleague.page.getByText('taken back')).toBeVisible();
  } finally {
    await colleague.close();
    await hub.close();
  }
});
