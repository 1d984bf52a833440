import { expect, type Page } from '@playwright/test';
import { seededRandom } from '#tests/fixtures.ts';
import { openSection } from './support/actions.ts';
import type { Phone } from './support/phone.ts';
import { expectSynced } from './support/steps.ts';
import { test } from './support/world.ts';

/** Two phones apart write thousands of words into the same two sections, as people do, and lose none when they meet. */

const seed = 20_261_128;
const sections = ['What comes next', 'Summary'];
const wordsEach = 2000;
const piece = 100;

const field = (page: Page) => page.getByRole('textbox', { name: /^Text of/ });

/** What one person does in one section; `kept` are the words that nobody deletes. */
type Writing = { phone: Phone; section: string; name: string; random: () => number; kept: string[] };

async function write({ phone, section, name, random, kept }: Writing): Promise<void> {
  const { page } = phone;
  await openSection(page, section);
  await field(page).press(random() < 0.5 ? 'Control+Home' : 'Control+End');
  for (let written = 0; written < wordsEach / sections.length; written += piece) {
    const words = Array.from({ length: piece }, (_, index) => `${name}${written + index}`);
    kept.push(...words);
    // Lines of ten words; the last line is typed, and so are a few letters that are taken back.
    const lines = Array.from({ length: piece / 10 }, (_, index) => words.slice(index * 10, index * 10 + 10).join(' '));
    await paste(page, `${lines.slice(0, -1).join('\n')}\n`);
    if (random() < 0.4) await page.getByRole('toolbar').getByRole('button', { name: 'Bulleted list' }).click();
    await page.keyboard.insertText(`${lines.at(-1)} `);
    await page.keyboard.type('oops');
    for (let letter = 0; letter < 4; letter += 1) await page.keyboard.press('Backspace');
    if (random() < 0.5) await moveLine(page);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByText('Saved on this device', { exact: true })).toBeVisible();
}

/** As from another program: the words only. */
async function paste(page: Page, text: string): Promise<void> {
  await field(page).evaluate((root, plain) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', plain);
    root.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** Cuts the line that was typed last, and pastes it two lines further up. */
async function moveLine(page: Page): Promise<void> {
  await page.keyboard.press('Shift+Home');
  const line = await page.evaluate(() => String(getSelection()));
  await page.keyboard.press('Delete');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Home');
  await paste(page, ` ${line} `);
  await field(page).press('Control+End');
}

test(`two phones offline write ${wordsEach} words each into the same two sections; none is lost (seed ${seed})`, async ({
  mentee,
  mentor,
}) => {
  const random = seededRandom(seed);
  const writers = [
    { phone: mentee, name: 'mentee', kept: [] as string[] },
    { phone: mentor, name: 'mentor', kept: [] as string[] },
  ];
  for (const { phone } of writers) await phone.goOffline();
  await Promise.all(
    writers.map(async (writer) => {
      for (const [index, section] of sections.entries())
        await write({ ...writer, name: `${writer.name}${index}x`, section, random });
    }),
  );
  for (const { phone } of writers) await phone.goOnline();
  for (const { phone } of writers) await expectSynced(phone.page);

  const all = new Set(writers.flatMap(({ kept }) => kept));
  expect(all.size).toBe(2 * wordsEach);
  const found: string[] = [];
  for (const section of sections) {
    await openSection(mentee.page, section);
    await openSection(mentor.page, section);
    const read = () => Promise.all(writers.map(({ phone }) => field(phone.page).innerHTML()));
    await expect.poll(async () => new Set(await read()).size).toBe(1);
    const text = await field(mentee.page).innerText();
    // The first of them may stand right behind what was there before.
    found.push(...(text.match(/(?:mentee|mentor)\dx\d+/g) ?? []));
    expect(text).not.toContain('oops');
  }
  expect([...all].filter((word) => !found.includes(word))).toEqual([]);
  // And none is there twice.
  expect(found).toHaveLength(all.size);
});
