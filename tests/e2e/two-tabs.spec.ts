import type { Page } from '@playwright/test';
import { openSection } from './support/actions.ts';
import { expect } from './support/patient.ts';
import type { Phone } from './support/phone.ts';
import { expectSynced } from './support/steps.ts';
import { test } from './support/world.ts';

/** Both texts of a section are open in two tabs of one laptop, and both tabs write in both of them at once. */

const section = 'What comes next';
const languages = ['Main text', 'Українська'];
const words = 40;

const field = (page: Page, language: string) =>
  page.getByRole('textbox', { name: `Text of “${section}”, ${language}`, exact: true });

/** Goes to and fro between the two texts, a few words at a time. */
async function write(page: Page, tab: string, first: number): Promise<void> {
  for (let written = 0; written < words; written += 5) {
    for (const language of [first, 1 - first]) {
      const some = Array.from({ length: 5 }, (_, index) => `${tab}${language}x${written + index}`);
      await field(page, languages[language] ?? '').press(written % 2 ? 'Control+End' : 'Control+Home');
      await page.keyboard.type(`${some.join(' ')} `);
    }
  }
}

function written(language: number): string {
  return ['left', 'right']
    .flatMap((tab) => Array.from({ length: words }, (_, word) => `${tab}${language}x${word}`))
    .join('');
}

/** Letter by letter: who writes where another is just writing writes into that one's word. */
const letters = (text: string) => [...text.replace(/\s/g, '')].toSorted().join('');

/** @param before the words that each text had */
async function expectWhole(page: Page, before: readonly string[]): Promise<void> {
  for (const [language, name] of languages.entries())
    await expect
      .poll(async () => letters(await field(page, name).innerText()))
      .toBe(letters(`${before[language]}${written(language)}`));
}

async function openWide({ page }: Phone): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openSection(page, section);
}

test('two tabs write in both texts of a section at once, offline: none of it is lost, and each shows all of it', async ({
  mentor,
  mentee,
}) => {
  const left = mentor.page;
  await openWide(mentor);
  await left.getByRole('button', { name: 'Languages' }).click();
  await left.getByRole('combobox', { name: 'Add a language' }).selectOption('uk');
  await expect(field(left, 'Українська')).toBeVisible();
  await expectSynced(left);
  await mentor.goOffline();
  const before = [await field(left, 'Main text').innerText(), ''];
  // What one tab tells the other goes through the phone's own storage only.
  const right = await left.context().newPage();
  await right.setViewportSize({ width: 1280, height: 800 });
  await right.goto(left.url());
  for (const language of languages) await expect(field(right, language)).toBeVisible();

  await Promise.all([write(left, 'left', 0), write(right, 'right', 1)]);
  for (const page of [left, right]) await expectWhole(page, before);
  for (const name of languages) {
    expect(await field(right, name).innerText()).toBe(await field(left, name).innerText());
  }
  await right.reload();
  await expectWhole(right, before);
  await right.close();

  await mentor.goOnline();
  await expectSynced(left);
  await openWide(mentee);
  await expectWhole(mentee.page, before);
});
