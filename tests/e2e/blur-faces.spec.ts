import { expect } from '@playwright/test';
import { drawQuarters, lookAt } from '../draw/quarters.ts';
import { expectAccessible } from './support/steps.ts';
import { readBlobs, readPhone } from './support/storage.ts';
import { test } from './support/world.ts';

/** A face in a photo is made unrecognisable on a phone without a network; the photo before stays, and private. */

test('a face is covered by finger and keys, comes back with the page, and is blurred for good without a network', async ({
  mentee,
}) => {
  await mentee.goOffline();
  const { page } = mentee;
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  const before = new Set(await photosOn());
  const buffer = await drawQuarters(page, 1);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Add photo' }).click(),
  ]);
  await chooser.setFiles([{ name: 'people.jpg', mimeType: 'image/jpeg', buffer }]);
  await page.getByRole('button', { name: 'Ask later' }).click();
  const added = (await photosOn()).find((id) => !before.has(id)) ?? '';
  await page.locator(`a[href="/report/photos/${added}"]`).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Blur faces' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Blur and save' })).toBeDisabled();
  await expectAccessible(page);

  // Drawn by finger over the middle, a second one asked for and removed by keys.
  const stage = await page.getByRole('img', { name: 'The photo that is being blurred' }).boundingBox();
  if (!stage) throw new Error('no picture');
  await page.mouse.move(stage.x + stage.width * 0.3, stage.y + stage.height * 0.3);
  await page.mouse.down();
  await page.mouse.move(stage.x + stage.width * 0.6, stage.y + stage.height * 0.6, { steps: 5 });
  await page.mouse.up();
  const box = page.getByRole('button', { name: 'Box 1 of 1' });
  await box.focus();
  for (let times = 0; times < 10; times += 1) await box.press('Shift+ArrowRight');
  for (let times = 0; times < 10; times += 1) await box.press('Shift+ArrowDown');
  await page.getByRole('button', { name: 'Add a box' }).click();
  await page.getByRole('button', { name: 'Box 2 of 2' }).press('Delete');
  await page.reload();
  await expect(page.getByText('is here again')).toBeVisible();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `test-results/blur-${scheme}.png` });
  }
  await page.getByRole('button', { name: 'Blur and save' }).click();
  // What is far from the screen is only a name in the gallery.
  await page.getByRole('region', { name: 'Evidence' }).getByRole('listitem').last().scrollIntoViewIfNeeded();
  await expect(page.getByText('Blurred', { exact: true })).toBeVisible();

  const row = await rowOf(added);
  const first = (row.unblurred as { blob: string }).blob;
  expect(row.blob).not.toBe(first);
  const [blurred] = await readBlobs(page, [String(row.blob)]);
  if (!blurred) throw new Error('the blurred photo is not on the phone');
  // The quarters meet in the middle, and are mixed there now; the corners are as they were.
  expect((await lookAt(page, blurred)).quarters).toEqual(['red', 'lime', 'blue', 'white']);
  await page.screenshot({ path: 'test-results/blur-done.png', fullPage: true });

  async function photosOn(): Promise<string[]> {
    const { rows } = await readPhone(page);
    return Object.values(rows).flatMap((each) => ('licence' in each ? [String(each.id)] : []));
  }
  async function rowOf(id: string): Promise<Record<string, unknown>> {
    const found = Object.values((await readPhone(page)).rows).find((each) => each.id === id);
    if (!found) throw new Error('no such photo');
    return found;
  }
});
