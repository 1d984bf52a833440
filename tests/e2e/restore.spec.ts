import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { createInvitation } from '#server/invitations.ts';
import { closeServices, openServices } from '#server/services.ts';
import { drawReceipt } from '../draw/receipt-image.ts';
import { addReceipt, fillDetails } from './support/actions.ts';
import { openPhone } from './support/phone.ts';
import type { ServerProcess } from './support/server-process.ts';
import { expectAccessible, expectSynced, goTo, signIn } from './support/steps.ts';
import { readPhone } from './support/storage.ts';
import { test } from './support/world.ts';

/** Another link for somebody who has one phone already, as the Hub gives it. */
async function inviteAgain(server: ServerProcess, page: Page): Promise<string> {
  const databases = await page.evaluate(() => indexedDB.databases());
  const participantId = databases.map(({ name = '' }) => /^carnet-(.{36})$/.exec(name)?.[1]).find(Boolean) ?? '';
  const services = await openServices(server.dataDir);
  const input = { participantId, name: 'Kateřina', exchangeId: server.exchangeId, role: 'mentor' } as const;
  const { secret } = await createInvitation(services, 'http://localhost', input);
  await closeServices(services);
  return secret;
}

async function openStorage(page: Page): Promise<void> {
  await goTo(page, 'More');
  await page.getByRole('link', { name: /^Sync and storage ./ }).click();
  // A new screen takes the focus to its heading: what is focused before that loses it.
  await expect(page.getByRole('heading', { level: 1, name: 'Sync and storage' })).toBeFocused();
}

async function exportCopy(page: Page, path: string): Promise<void> {
  await openStorage(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save a copy of everything' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^carnet-\d{4}-\d\d-\d\d\.zip$/);
  await download.saveAs(path);
}

test('what a phone that was lost had not sent comes back on another, from the copy that it saved offline', async ({
  server,
  mentor,
}, testInfo) => {
  const buffer = Buffer.from(
    await drawReceipt(mentor.page, { merchant: 'Knihkupectví', total: '310,00', currency: 'CZK', seed: 4 }),
  );
  await mentor.goOffline();
  await addReceipt(mentor.page, [{ name: 'books.jpg', mimeType: 'image/jpeg', buffer }]);
  await fillDetails(mentor.page, { amount: '310', currency: 'CZK', category: 'Other', merchant: 'Knihkupectví' });
  const copy = join(testInfo.outputDir, 'copy.zip');
  await exportCopy(mentor.page, copy);
  const lost = await readPhone(mentor.page);
  const secret = await inviteAgain(server, mentor.page);

  const other = await openPhone(server.port, { dark: true });
  try {
    await signIn(other, secret);
    await other.goOffline();
    await openStorage(other.page);
    const button = other.page.getByRole('button', { name: 'Restore from a file…' });
    // The key by way of the button: one pressed at once comes before the browser hands its file dialogs to the test.
    const [chooser] = await Promise.all([other.page.waitForEvent('filechooser'), button.press('Enter')]);
    await chooser.setFiles(copy);
    await expect(other.page.getByText(/\d+ entries and \d+ photos? added/)).toBeVisible();
    await expectAccessible(other.page);
    expect((await readPhone(other.page)).rows).toEqual(lost.rows);

    await goTo(other.page, 'Expenses');
    // A photo is read once its place comes near the screen, and the list begins further down than it once did.
    await other.page.getByRole('link', { name: /Knihkupectví/ }).scrollIntoViewIfNeeded();
    await expect(other.page.getByRole('link', { name: /Knihkupectví/ }).getByRole('img')).toBeVisible();
    await other.goOnline();
    await expectSynced(other.page);
    // The phone turns up again, with the same unsent writes: they have had their effect.
    await mentor.goOnline();
    await expectSynced(mentor.page);
    const [found, back] = [await readPhone(mentor.page), await readPhone(other.page)];
    expect(found.rows).toEqual(back.rows);
    expect(back.photos.every(({ name, hash, state }) => name === hash && state === 'confirmed')).toBe(true);
    await expect(other.page.getByRole('link', { name: /Knihkupectví/ })).toHaveCount(1);
  } finally {
    await other.close();
  }
});
