import { expect } from '@playwright/test';
import { openSection } from './support/actions.ts';
import { expectAccessible } from './support/steps.ts';
import { test } from './support/world.ts';

/** What the report knows by itself becomes text where somebody wants to edit it, on a phone without a network. */

test('the schedule is taken into the text, edited there, and shown live again', async ({ mentee }) => {
  const { page } = mentee;
  await mentee.goOffline();
  await openSection(page, 'What we planned and what we did');
  await page.getByText('Planned and done, day by day').click();
  await expect(page.getByRole('table').first()).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/live-before.png', fullPage: true });
  await page.getByRole('button', { name: 'Edit as text: Planned and done, day by day' }).click();
  const text = page.getByRole('textbox', { name: /^Text of/ });
  await expect(text).toContainText('From the schedule, as of');
  await expect(page.getByText(/Part of the text since/)).toBeVisible();
  await text.press('Control+End');
  await text.pressSequentially('And it rained.');
  await expect(page.getByText('Saved on this device', { exact: true })).toBeVisible();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `test-results/live-${scheme}.png`, fullPage: true });
  }
  await page.getByRole('button', { name: 'Show it live again' }).click();
  await expect(text).not.toContainText('From the schedule, as of');
  await expect(text).toContainText('And it rained.');
  await expect(page.getByRole('button', { name: 'Edit as text: Planned and done, day by day' })).toBeVisible();
});
