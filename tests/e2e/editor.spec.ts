import { expect, type Page } from '@playwright/test';
import { openSection } from './support/actions.ts';
import { expectAccessible, expectSynced } from './support/steps.ts';
import { test } from './support/world.ts';

/** The joint text in the hand: typed, formatted by the keyboard, pasted, composed, and the same on the other phone. */

const section = 'What comes next';
const words = (page: Page) => page.getByRole('textbox', { name: `Text of “${section}”` });
const saved = (page: Page) => expect(page.getByText('Saved on this device', { exact: true })).toBeVisible();
const tool = (page: Page, name: string) => page.getByRole('toolbar').getByRole('button', { name, exact: true });

/** Pastes as another program would: with markup, and its words beside it. */
async function paste(page: Page, html: string, text: string): Promise<void> {
  await words(page).evaluate(
    (root, [markup = '', plain = '']) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', markup);
      clipboardData.setData('text/plain', plain);
      root.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    [html, text],
  );
}

test('a text is typed, formatted by the keyboard, pasted and composed, and both phones show the same', async ({
  mentee,
  mentor,
}) => {
  const { page } = mentee;
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
  });
  await openSection(page, section);
  await words(page).press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.type('Кроки');
  await tool(page, 'Heading').click();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('Both');
  await page.keyboard.press('Control+B');
  await page.keyboard.type(' sides read [[w:uk:Львів|the page]] first.');
  await page.keyboard.press('Enter');
  await expect(words(page).locator('h2')).toHaveText('Кроки');
  await expect(words(page).locator('strong')).toHaveText('Both');
  await expect(words(page).locator('[data-value="w:uk:Львів"]')).toHaveText('the page');

  await paste(
    page,
    '<b style="font-weight:normal"><ul><li><span style="font-weight:700">one</span></li><li>two</li></ul></b>',
    'one\ntwo',
  );
  await expect(words(page).locator('li[data-list="bullet"]')).toHaveText(['one', 'two']);
  expect(refused).toEqual([]);

  // An input method writes into the last line.
  await words(page).press('Control+End');
  const input = await page.context().newCDPSession(page);
  for (const text of ['さ', 'さく', 'さくら'])
    await input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await saved(page);
  await input.send('Input.insertText', { text: '桜' });
  await expect(words(page)).toContainText('桜');
  await expect(words(page)).not.toContainText('さくら');
  await tool(page, 'Undo').click();
  await expect(words(page)).not.toContainText('桜');
  await tool(page, 'Redo').click();
  await expect(words(page)).toContainText('桜');
  await saved(page);
  await expectAccessible(page);

  const markup = await words(page).innerHTML();
  await page.reload();
  await expect(words(page)).toContainText('桜');
  await expect.poll(() => words(page).innerHTML()).toBe(markup);
  await expectSynced(page);

  await openSection(mentor.page, section);
  await expect.poll(() => words(mentor.page).innerHTML()).toBe(markup);
});
