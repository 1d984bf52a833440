import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { openSection } from './support/actions.ts';
import { expectAccessible, expectSynced, goTo } from './support/steps.ts';
import { shareWorld } from './support/world.ts';

/** The report leaves the phone without a network, in each of its forms, and nothing private leaves with it. */

const test = shareWorld();

const words = 'spent three days in Brno';

async function download(page: Page, name: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  return readFile(await file.path());
}

test('offline the report is copied as wikitext, saved as Markdown, JSON and ZIP, and printed, without private words', async ({
  mentee,
}) => {
  const { page } = mentee;
  await mentee.goOffline();
  await goTo(page, 'Today');
  await page.getByRole('button', { name: 'Add note' }).click();
  const secret = 'Nobody else should read this';
  await page.getByRole('textbox', { name: /note/i }).fill(secret);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(secret)).toBeVisible();

  await goTo(page, 'Report');
  await page.getByRole('link', { name: 'Publish' }).click();
  await expect(page.getByRole('heading', { name: 'As it will be published' })).toBeVisible();
  await expectAccessible(page);
  // What was copied is read past the clipboard, which a browser without a window does not have.
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => void Object.assign(window, { copied: text }) },
    });
  });
  await page.getByRole('button', { name: 'Copy wikitext' }).click();
  await expect(page.getByText('Copied. Paste it into the page on Meta-Wiki.')).toBeVisible();
  const wikitext = await page.evaluate(() => (window as unknown as { copied: string }).copied);
  const markdown = (await download(page, 'Markdown')).toString();
  const json = (await download(page, 'JSON')).toString();
  const zip = await download(page, 'ZIP for Commons');
  expect(wikitext).toMatch(/^== .+ ==$/m);
  expect(markdown).toMatch(/^#+ /m);
  expect(JSON.stringify(JSON.parse(json))).toContain(words);
  expect(zip.subarray(0, 2).toString()).toBe('PK');
  for (const text of [wikitext, markdown, json]) expect(text).toContain(words);
  for (const text of [wikitext, markdown, json, zip.toString('latin1'), zip.toString()])
    expect(text).not.toContain(secret);

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Markdown' })).toBeHidden();
  await expect(page.getByText(words)).toBeVisible();
  await page.emulateMedia({ media: null });
  await mentee.goOnline();
});

async function writeInUkrainian(page: Page, text: string): Promise<void> {
  await openSection(page, 'Summary');
  await page.getByRole('button', { name: 'Languages' }).click();
  await page.getByRole('combobox', { name: 'Add a language' }).selectOption('uk');
  const editor = page.getByRole('textbox', { name: 'Text of “Summary”, Українська' });
  await editor.click();
  await page.keyboard.type(text);
  await expect(page.getByText('Saved on this device', { exact: true })).toBeVisible();
}

test('two phones write a section in a second language apart, and publish the report in it', async ({
  mentee,
  mentor,
}) => {
  await Promise.all([mentee.goOffline(), mentor.goOffline()]);
  await writeInUkrainian(mentee.page, 'Ми зустрілися у Брно. ');
  await writeInUkrainian(mentor.page, 'Дощило.');
  await expectAccessible(mentor.page);
  await mentee.goOnline();
  await expectSynced(mentee.page);
  await mentor.goOnline();
  await expectSynced(mentor.page);
  const ofMentor = mentor.page.getByRole('textbox', { name: 'Text of “Summary”, Українська' });
  await expect(ofMentor).toContainText('Брно');
  await expect(ofMentor).toContainText('Дощило');

  // On a laptop both texts are seen at once.
  await mentor.page.setViewportSize({ width: 1280, height: 800 });
  await expect(mentor.page.getByRole('textbox', { name: 'Text of “Summary”, Main text' })).toContainText(words);
  await expect(ofMentor).toBeVisible();
  await expectAccessible(mentor.page);

  await mentor.goOffline();
  await goTo(mentor.page, 'Report');
  await mentor.page.getByRole('link', { name: 'Publish' }).click();
  await mentor.page.getByRole('combobox', { name: 'Language of the report' }).selectOption('uk');
  await expect(mentor.page.getByText(/Without a text in Українська/)).toBeVisible();
  const markdown = (await download(mentor.page, 'Markdown')).toString();
  expect(markdown).toContain('Брно');
  expect(markdown).not.toContain(words);
});
