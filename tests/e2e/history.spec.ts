import { expect, type Page } from '@playwright/test';
import { openSection, writeInReport } from './support/actions.ts';
import { expectAccessible, expectSynced } from './support/steps.ts';
import { test } from './support/world.ts';

/** A merge that nobody wanted: one side wipes what the other wrote, the other brings it back without a network. */

const section = 'What comes next';
const paragraph = ' Each club names two people who hold the keys.';

const words = (page: Page) => page.getByRole('textbox', { name: `Text of “${section}”` });

async function openHistory(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible();
}

async function wipe(page: Page): Promise<void> {
  await openSection(page, section);
  await expect(words(page)).toContainText(paragraph.trim());
  await words(page).fill('Nothing comes next.');
  await expect(page.getByText('Saved on this device', { exact: true })).toBeVisible();
}

test('a paragraph that the other side wiped is brought back offline, and both agree in the end', async ({
  mentee,
  mentor,
}) => {
  await writeInReport(mentee.page, section, paragraph);
  await expectSynced(mentee.page);
  const before = await words(mentee.page).innerText();
  await wipe(mentor.page);
  await expectSynced(mentor.page);
  await expect(words(mentee.page)).toHaveText('Nothing comes next.');

  await mentee.goOffline();
  const { page } = mentee;
  await openHistory(page);
  // The mentee's own sitting of today, and above it the mentor's.
  const sittings = page.getByRole('listitem').filter({ hasText: 'characters added' });
  await expect(sittings.nth(0)).toContainText('characters removed');
  await sittings.nth(0).getByRole('link').click();
  await expect(page.getByRole('deletion').filter({ hasText: 'two people who hold the keys' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'History' }).click();

  await sittings.nth(1).getByRole('link').click();
  await page.getByRole('button', { name: 'Restore this version' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore this version' }).click();
  await expect(page.getByText('Brought back the text of')).toBeVisible();
  await page.getByRole('link', { name: section }).click();
  await expect(words(page)).toHaveText(before, { useInnerText: true });

  // Meanwhile the other side goes on, and that stays too.
  await words(mentor.page).press('Control+End');
  await words(mentor.page).pressSequentially(' Or does it?');
  await expectSynced(mentor.page);
  await mentee.goOnline();
  await expectSynced(page);
  await expect(words(page)).toContainText(' Or does it?');
  const text = await words(page).innerText();
  expect(text).toContain(before);
  await expect(words(mentor.page)).toHaveText(text, { useInnerText: true });
});
