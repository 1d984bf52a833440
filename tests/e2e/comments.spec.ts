import type { Page } from '@playwright/test';
import { openSection } from './support/actions.ts';
import { expect } from './support/patient.ts';
import { expectAccessible, expectSynced } from './support/steps.ts';
import { readDrafts } from './support/storage.ts';
import { test } from './support/world.ts';

/** A comment on some words, while the other side writes around and in them: it stays on them, on both phones. */

const section = 'What comes next';
const words = (page: Page) => page.getByRole('textbox', { name: `Text of “${section}”` });
const comments = (page: Page) => page.getByRole('region', { name: 'Comments' });
const saved = (page: Page) => expect(page.getByText('Saved on this device', { exact: true })).toBeVisible();

/** Puts the caret behind some words of the open text, or selects them, as a finger does. */
async function select(page: Page, text: string, how: 'select' | 'behind'): Promise<void> {
  await words(page).focus();
  await words(page).evaluate(
    (root, [wanted = '', way = '']) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(wanted) ?? -1;
        if (at < 0) continue;
        const end = at + wanted.length;
        getSelection()?.setBaseAndExtent(node, way === 'select' ? at : end, node, end);
        return;
      }
      throw new Error(`no “${wanted}” in the text`);
    },
    [text, how],
  );
}

/** The words under the marks over the text, by their look. */
async function marked(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    ['comment', 'todo', 'chosen'].flatMap((look) =>
      [...(CSS.highlights.get(`carnet-${look}`) ?? [])].map((range) => {
        const { startContainer, startOffset, endContainer, endOffset } = range;
        const live = document.createRange();
        live.setStart(startContainer, startOffset);
        live.setEnd(endContainer, endOffset);
        return `${look}: ${live}`;
      }),
    ),
  );
}

test('a comment made offline stays on its words while the other side edits the paragraph, and is answered and resolved', async ({
  mentee,
  mentor,
}) => {
  test.setTimeout(180_000);
  const [mine, theirs] = [mentee.page, mentor.page];
  await openSection(mine, section);
  await words(mine).press('Control+A');
  await mine.keyboard.press('Delete');
  await mine.keyboard.insertText('Both communities meet in the spring and write about rivers.');
  await saved(mine);
  await expectSynced(mine);
  await openSection(theirs, section);
  await expect(words(theirs)).toContainText('in the spring');

  await mentee.goOffline();
  await mentor.goOffline();
  await select(mine, 'in the spring', 'select');
  await mine.keyboard.press('Control+Alt+m');
  const sheet = mine.getByRole('dialog', { name: 'New comment' });
  await expect(sheet).toContainText('in the spring');
  await sheet.getByRole('textbox', { name: 'Comment' }).fill('March or May?');
  await sheet.getByRole('combobox').selectOption({ label: 'To do for the mentor' });
  await expect.poll(() => readDrafts(mine)).toMatch(/March or May\?.*"mentor"|"mentor".*March or May\?/);
  // A reload brings the sheet back, with the passage.
  await mine.reload();
  await expect(sheet.getByRole('textbox', { name: 'Comment' })).toHaveValue('March or May?');
  await expect(sheet).toContainText('in the spring');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(mine.getByText('Comment saved')).toBeVisible();
  await expect.poll(() => marked(mine)).toEqual(['todo: in the spring']);

  await select(theirs, 'in the', 'behind');
  await theirs.keyboard.type(' early');
  await words(theirs).press('Control+Home');
  await theirs.keyboard.type('We agreed. ');
  await saved(theirs);

  await mentee.goOnline();
  await mentor.goOnline();
  for (const page of [mine, theirs]) {
    await expect(words(page)).toContainText('We agreed. Both communities meet in the early spring and');
    await expect(comments(page).getByRole('heading', { level: 3 })).toHaveText('in the spring');
    await expect.poll(() => marked(page)).toEqual(['todo: in the early spring']);
  }

  await expect(comments(theirs)).toContainText('To do for you');
  await comments(theirs).getByRole('button', { name: 'in the spring' }).click();
  await expect.poll(() => marked(theirs)).toEqual(['chosen: in the early spring']);
  await comments(theirs).getByRole('button', { name: 'Reply' }).click();
  await theirs.getByRole('dialog').getByRole('textbox').fill('May');
  await theirs.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expectAccessible(theirs);
  await comments(theirs).getByRole('button', { name: 'Mark as done' }).click();
  await expect(comments(theirs).getByRole('heading', { level: 3 })).toHaveCount(0);

  await comments(mine).getByRole('button', { name: 'Show resolved (1)' }).click();
  await expect(comments(mine)).toContainText('May');
  await expect(comments(mine)).toContainText('Done: ');
  await expect.poll(() => marked(mine)).toEqual([]);
});
