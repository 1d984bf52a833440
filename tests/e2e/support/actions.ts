import type { Page } from '@playwright/test';
import { expect } from './patient.ts';
import { goTo } from './steps.ts';

/** What the people of the story do on their phones, by the words that they see. */

export type UploadedFile = { name: string; mimeType: string; buffer: Buffer };

export async function addObjective(page: Page, title: string): Promise<void> {
  await goTo(page, 'Plan');
  await page.getByRole('button', { name: 'Add objective' }).click();
  await page.getByRole('textbox', { name: 'Objective', exact: true }).fill(title);
  await page.getByRole('textbox', { name: 'How we will know' }).fill(`Seen when ${title} is done`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
}

export async function openSchedule(page: Page): Promise<void> {
  await goTo(page, 'Plan');
  await page.getByRole('link', { name: 'Schedule', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Schedule' })).toBeVisible();
}

export type NewSession = { title: string; start: string; end: string };

export async function addSession(page: Page, { title, start, end }: NewSession): Promise<void> {
  await openSchedule(page);
  await page.getByRole('button', { name: 'Add session' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill(title);
  await page.getByLabel('Start').fill(start);
  await page.getByLabel('End').fill(end);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('New session');
}

/** Picks files as from the camera or the files, and waits until they are safe and their expense is open. */
export async function addReceipt(page: Page, files: readonly UploadedFile[]): Promise<void> {
  await goTo(page, 'Expenses');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose files' }).click(),
  ]);
  await chooser.setFiles([...files]);
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeVisible();
}

export type Details = { amount: string; currency: string; category: string; merchant: string };

export async function fillDetails(page: Page, { amount, currency, category, merchant }: Details): Promise<void> {
  await page.getByRole('textbox', { name: 'Amount' }).fill(amount);
  await page.getByRole('combobox', { name: 'Currency' }).selectOption(currency);
  await page.getByRole('combobox', { name: 'Category' }).selectOption({ label: category });
  await page.getByRole('textbox', { name: 'Paid to' }).fill(merchant);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved on this device', { exact: true })).toBeVisible();
}

/** Types at the end of a section of the report, and waits until the words are on the disk. */
export async function writeInReport(page: Page, section: string, words: string): Promise<void> {
  await openSection(page, section);
  const area = page.getByRole('textbox', { name: `Text of “${section}”` });
  await area.press('Control+End');
  await area.pressSequentially(words);
  await expect(page.getByText('Saved on this device', { exact: true })).toBeVisible();
}

export async function openSection(page: Page, section: string): Promise<void> {
  await goTo(page, 'Report');
  await page.getByRole('link', { name: new RegExp(section) }).click();
  await expect(page.getByRole('heading', { level: 1, name: section })).toBeVisible();
}

export async function attachEvidence(page: Page, section: string, file: UploadedFile): Promise<void> {
  await openSection(page, section);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Add photo' }).click(),
  ]);
  await chooser.setFiles(file);
  await expect(page.getByText('Photo saved on this device')).toBeVisible();
}
