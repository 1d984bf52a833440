import { expect, type Page } from '@playwright/test';
import { openSection } from './support/actions.ts';
import { expectAccessible, expectSynced } from './support/steps.ts';
import { test } from './support/world.ts';

/** Two people in one section at once: each sees the other's name and caret, and the letters as they are typed. */

const section = 'What comes next';
const words = (page: Page) => page.getByRole('textbox', { name: `Text of “${section}”` });

/** When each of these words was first on a page, in ms since the epoch. */
async function watchFor(page: Page, wanted: readonly string[]): Promise<() => Promise<number[]>> {
  await words(page).evaluate((root, list) => {
    const seen = new Map<string, number>();
    const look = () => {
      for (const word of list) if (!seen.has(word) && root.textContent?.includes(word)) seen.set(word, Date.now());
    };
    new MutationObserver(look).observe(root, { childList: true, characterData: true, subtree: true });
    Object.assign(window, { seenAt: () => list.map((word) => seen.get(word) ?? 0) });
  }, wanted);
  return () => page.evaluate(() => (window as unknown as { seenAt(): number[] }).seenAt());
}

/** How far (CSS pixels) the other's caret is drawn from the end of the last line. */
function distanceFromEnd(page: Page): Promise<number> {
  return words(page).evaluate((root) => {
    const caret = document.querySelector('.rich-other-caret')?.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(root.lastElementChild ?? root);
    const last = [...range.getClientRects()].at(-1);
    if (!caret || !last) return Number.POSITIVE_INFINITY;
    return Math.hypot(caret.left - last.right, caret.top - last.top);
  });
}

test('both online in one section: name, caret and letters of the other come, and the name goes with its phone', async ({
  mentee,
  mentor,
}) => {
  const [here, there] = [mentee.page, mentor.page];
  await openSection(here, section);
  await openSection(there, section);
  await words(there).press('Control+End');
  await there.keyboard.press('Enter');
  const wanted = Array.from({ length: 12 }, (_, index) => `word${index}`);
  const seenAt = await watchFor(here, wanted);
  const typedAt: number[] = [];
  for (const word of wanted) {
    // As fast as a person types, without a pause between the words.
    await there.keyboard.type(`${word} `, { delay: 60 });
    typedAt.push(Date.now());
  }
  await expect(words(here)).toContainText('word11');
  const delays = (await seenAt()).map((at, index) => at - (typedAt[index] ?? 0));
  console.log(`typed to seen, ms: ${[...delays].sort((a, b) => a - b).join(' ')}`);

  await expect(here.getByText('is writing here')).toContainText('Kateřina Dvořáčková');
  // Behind the last letter, where the other types.
  await expect.poll(() => distanceFromEnd(here)).toBeLessThan(3);
  await expectAccessible(here);

  // Both at once.
  await words(here).press('Control+Home');
  await Promise.all([here.keyboard.type('Здесь '), there.keyboard.type('там ')]);
  await expect(there.getByText('is writing here')).toBeVisible();
  await expectSynced(here);
  await expectSynced(there);
  const isSame = async () => (await words(here).innerHTML()) === (await words(there).innerHTML());
  await expect.poll(isSame).toBe(true);

  await mentor.page.close();
  await expect(here.getByText('is writing here')).toHaveCount(0);
  await expect(here.locator('.rich-other-caret')).toHaveCount(0);
});
