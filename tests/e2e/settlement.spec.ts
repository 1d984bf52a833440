import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { drawReceipt } from '../draw/receipt-image.ts';
import { addReceipt, fillDetails } from './support/actions.ts';
import { expect } from './support/patient.ts';
import { openPhone } from './support/phone.ts';
import { expectAccessible, expectSynced, goTo, signIn } from './support/steps.ts';
import { test } from './support/world.ts';

/** All figures of the settlement, as they stand on the screen. */
async function readSettlement(page: Page): Promise<string[]> {
  await goTo(page, 'Expenses');
  await page.getByRole('link', { name: 'Settlement' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settlement' })).toBeVisible();
  return page.locator('table.settlement tr').allInnerTexts();
}

test('an expense report is kept offline, sent, asked about, answered and approved, and the settlement is the same everywhere', async ({
  server,
  mentor,
  mentee,
}) => {
  const hub = await openPhone(server.port);
  try {
    await signIn(hub, server.secrets.hub);
    await mentor.goOffline();
    const drawing = { merchant: 'Kavárna U Mostu', total: '24,00', currency: 'EUR', seed: 21 };
    const buffer = Buffer.from(await drawReceipt(mentor.page, drawing));
    await addReceipt(mentor.page, [{ name: 'lunch.jpg', mimeType: 'image/jpeg', buffer }]);
    await fillDetails(mentor.page, { amount: '24', currency: 'EUR', category: 'Meals', merchant: drawing.merchant });
    // Who ate stands there already, by the schedule of the day.
    await expect(mentor.page.getByText('Filled in from the schedule of the day')).toHaveCount(0);
    await expect(mentor.page.getByRole('group', { name: 'Who took part' }).getByRole('checkbox').first()).toBeChecked();
    await expect(mentor.page.getByText('Ready to submit')).toBeVisible();

    await goTo(mentor.page, 'Expenses');
    await mentor.page.getByRole('link', { name: 'Submit to the Hub' }).click();
    await expect(mentor.page.getByText('You are offline')).toBeVisible();
    await mentor.page.getByRole('button', { name: /^Submit \d+ expense/ }).click();
    await expect(mentor.page.getByText('Not submitted yet: will be sent when online').first()).toBeVisible();
    await expectAccessible(mentor.page);
    await goTo(mentor.page, 'Expenses');
    const row = mentor.page.getByRole('link', { name: /Kavárna U Mostu/ });
    await expect(row).toContainText('Will be sent when online');
    await expect(row).not.toContainText('Submitted');

    await mentor.goOnline();
    await expectSynced(mentor.page);
    await expect(row).toContainText('Submitted');

    await hub.page.goto(`${hub.origin}/hub/exchange/expenses`);
    await hub.page.getByRole('link', { name: /Kavárna U Mostu/ }).click();
    await expect(hub.page.getByText(/^Submitted by/)).toBeVisible();
    await hub.page
      .getByRole('textbox', { name: /Words|Question|reason/i })
      .first()
      .fill('Who ate with you?');
    await hub.page.getByRole('button', { name: /^Ask/ }).click();
    await expectSynced(hub.page);

    // Beside the one that the sample exchange begins with.
    await expect(mentor.page.getByRole('heading', { name: 'The Hub waits for your answer: 2 expenses' })).toBeVisible();
    await row.first().click();
    await mentor.page.getByRole('textbox', { name: 'Answer to the CEE Hub' }).fill('Both teams, four people.');
    await mentor.page.getByRole('button', { name: 'Send answer' }).click();
    await expectSynced(mentor.page);

    await hub.page.goto(`${hub.origin}/hub/exchange/expenses`);
    await hub.page.getByRole('link', { name: /Kavárna U Mostu/ }).click();
    await expect(hub.page.getByText('Both teams, four people.')).toBeVisible();
    await hub.page.getByRole('button', { name: /^Approve/ }).click();
    await expectSynced(hub.page);
    await expectSynced(mentor.page);
    await expectSynced(mentee.page);

    await expect(async () => {
      const figures = await readSettlement(mentor.page);
      expect(figures.join(' ')).toContain('24.00');
      expect(await readSettlement(mentee.page)).toEqual(figures);
      await hub.page.goto(`${hub.origin}/expenses/settlement`);
      await expect(hub.page.locator('table.settlement')).toBeVisible();
      expect(await hub.page.locator('table.settlement tr').allInnerTexts()).toEqual(figures);
    }).toPass({ timeout: 60_000 });
    await expectAccessible(mentor.page);
  } finally {
    await hub.close();
  }
});

test('the settlement leaves the phone without a network: a table, the receipts by their numbers, and a PDF', async ({
  mentor,
}) => {
  await goTo(mentor.page, 'Expenses');
  await mentor.page.getByRole('link', { name: 'Settlement' }).click();
  await expect(mentor.page.getByRole('heading', { level: 1, name: 'Settlement' })).toBeVisible();
  await mentor.goOffline();
  const save = async (button: string): Promise<Buffer> => {
    const [download] = await Promise.all([
      mentor.page.waitForEvent('download', { timeout: 60_000 }),
      mentor.page.getByRole('button', { name: button }).click(),
    ]);
    return readFile(await download.path());
  };
  const table = (await save('Table (CSV)')).toString('utf8');
  expect(table.startsWith('\ufeffLine,Part,Day,Amount,Currency')).toBe(true);
  expect(table).toContain('Bistro Prázdná stránka');
  const pack = await save('Receipts and table (ZIP)');
  expect(pack.subarray(0, 2).toString()).toBe('PK');
  expect(pack.toString('latin1')).toMatch(/receipts\/\d{3}_\d{4}-\d\d-\d\d_meals_1196\.00_CZK\.jpg/);
  const printed = await save('Printable settlement (PDF)');
  expect(printed.subarray(0, 5).toString()).toBe('%PDF-');
  expect(printed.length).toBeGreaterThan(20_000);
});
