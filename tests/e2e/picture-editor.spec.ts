import { expect } from '@playwright/test';
import { drawQuarters, lookAt } from '../draw/quarters.ts';
import { drawReceipt } from '../draw/receipt-image.ts';
import { addReceipt } from './support/actions.ts';
import { expectAccessible } from './support/steps.ts';
import { readBlobs, readPhone } from './support/storage.ts';
import { test } from './support/world.ts';

/** A receipt's photo is made flat and turned on a phone without a network, and the one before comes back. */

test('a receipt is cropped by finger and keys, turned, undone, saved and brought back, without a network', async ({
  mentee,
}) => {
  await mentee.goOffline();
  const { page } = mentee;
  await addReceipt(page, [{ name: 'q.jpg', mimeType: 'image/jpeg', buffer: await drawQuarters(page, 1) }]);
  const expense = new URL(page.url()).pathname;
  const blobNow = async () => {
    const rows = Object.values((await readPhone(page)).rows);
    return String(rows.find(({ expenseId }) => expenseId === expense.split('/').at(-1))?.blob);
  };
  const before = await blobNow();
  await page.getByRole('link', { name: 'Crop or turn' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Crop or turn' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save picture' })).toBeDisabled();
  await expectAccessible(page);

  // The left half goes: by finger at the top, by keys at the bottom.
  const stage = await page.getByRole('img', { name: 'The receipt that is being edited' }).boundingBox();
  if (!stage) throw new Error('no picture');
  await page.mouse.move(stage.x, stage.y);
  await page.mouse.down();
  await page.mouse.move(stage.x + stage.width / 2, stage.y, { steps: 5 });
  await page.mouse.up();
  const bottom = page.getByRole('button', { name: 'Bottom left corner' });
  await bottom.focus();
  for (let times = 0; times < 10; times += 1) await bottom.press('Shift+ArrowRight');
  await page.getByRole('button', { name: 'Turn right' }).click();
  // What was done comes back with the page, and can still be undone step by step.
  await page.reload();
  await expect(page.getByText('is here again')).toBeVisible();
  await page.getByRole('button', { name: 'Turn right' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Save picture' }).click();

  await expect(page.getByText('The new picture is saved on this device')).toBeVisible();
  const after = await blobNow();
  expect(after).not.toBe(before);
  const [edited] = await readBlobs(page, [after]);
  if (!edited) throw new Error('the edited picture is not on the phone');
  // The right half, green over white, a quarter to the right: white on the left, green on the right.
  const look = await lookAt(page, edited);
  expect(look.quarters).toEqual(['white', 'lime', 'white', 'lime']);
  expect(look.width / look.height).toBeCloseTo(1200 / 450, 1);

  await page.getByRole('button', { name: 'Bring the one before back' }).click();
  await expect(page.getByText('The new picture is saved on this device')).toHaveCount(0);
  expect(await blobNow()).toBe(before);
});

test('the editor has room for its tools on a small phone', async ({ mentee }) => {
  const { page } = mentee;
  const drawn = await drawReceipt(page, { merchant: 'Kavárna Atlas', total: '450,00', currency: 'CZK', seed: 9 });
  await addReceipt(page, [{ name: 'r.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(drawn) }]);
  await page.screenshot({ path: 'test-results/editor-expense.png', fullPage: true });
  await page.getByRole('link', { name: 'Crop or turn' }).click();
  await page.getByRole('button', { name: 'Turn right' }).click();
  await page.screenshot({ path: 'test-results/editor-turned.png' });
  await page.getByRole('button', { name: 'Undo' }).click();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `test-results/editor-${scheme}.png` });
  }
  for (const name of ['Top left corner', 'Bottom right corner']) {
    const box = await page.getByRole('button', { name }).boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
