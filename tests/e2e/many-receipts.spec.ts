import { readFile } from 'node:fs/promises';
import { readZip } from '#domain/zip/read.ts';
import { blobSource } from '#store/copy-source.ts';
import { sendReceipts, shopOf } from './support/many-receipts.ts';
import { expect } from './support/patient.ts';
import { expectSynced, goTo } from './support/steps.ts';
import { readPhone } from './support/storage.ts';
import { test } from './support/world.ts';

const count = 200;

test('with 200 receipts on one phone the list scrolls, the search answers, and the ZIP has each by its number', async ({
  server,
  mentee,
}) => {
  const hashes = await sendReceipts(server, server.secrets.mentor, mentee.page, count);
  const { page } = mentee;
  await goTo(page, 'Expenses');
  const row = (number: number) => page.getByRole('link', { name: new RegExp(shopOf(number)) }).first();
  await expect(row(count)).toBeAttached({ timeout: 60_000 });
  await expectSynced(page);
  // The photos of the others come after all rows.
  const missing = async () => {
    const here = new Set((await readPhone(page)).photos.map(({ hash }) => hash));
    return hashes.filter((hash) => !here.has(hash)).length;
  };
  await expect.poll(missing, { intervals: [2_000], timeout: 120_000 }).toBe(0);
  await mentee.goOffline();

  await row(1).scrollIntoViewIfNeeded();
  await expect(row(1)).toBeInViewport();
  const search = page.getByRole('searchbox', { name: 'Search expenses' });
  await search.fill(shopOf(77));
  await expect(page.getByRole('link', { name: /Shop \d{3}/ })).toHaveCount(1, { timeout: 3_000 });
  // By the amount, as it is read from the paper.
  await search.fill('100.77');
  await expect(row(77)).toBeVisible({ timeout: 3_000 });
  await search.fill('');
  await expect(page.getByRole('link', { name: /Shop \d{3}/ })).toHaveCount(count);

  await page.getByRole('link', { name: 'Settlement' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    page.getByRole('button', { name: 'Receipts and table (ZIP)' }).click(),
  ]);
  const zip = new Blob([await readFile(await download.path())]);
  const names = (await readZip(blobSource(zip)))
    .map(({ name }) => name)
    .filter((name) => /^receipts\/.*_EUR\.jpg$/.test(name));
  const numbers = names.map((name) => Number(/^receipts\/(\d{3})_/.exec(name)?.[1]));
  expect(new Set(numbers).size).toBe(names.length);
  for (let number = 1; number <= count; number += 1) {
    const amount = (100 + number / 100).toFixed(2);
    expect(
      names.filter((name) => name.includes(`_${amount}_EUR`)),
      amount,
    ).toHaveLength(1);
  }
});
