import { createHash } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { tinyPdf } from '../draw/tiny-pdf.ts';
import { openPhone } from './support/phone.ts';
import { goTo, signIn } from './support/steps.ts';
import { readPhone } from './support/storage.ts';
import { test } from './support/world.ts';

/** Files that another app hands over, and receipts taken one after the other. */

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

type Shared = { name: string; words: string };

/** What the system does when Carnet is chosen in another app's share sheet: it sends a form, and shows the answer. */
async function share(page: Page, files: readonly Shared[]): Promise<string[]> {
  const bytes = files.map(({ words }) => tinyPdf([words]));
  await page.evaluate(
    (sent) => {
      const data = new DataTransfer();
      for (const { name, content } of sent) {
        data.items.add(new File([Uint8Array.from(content)], name, { type: 'application/pdf' }));
      }
      const form = Object.assign(document.createElement('form'), {
        method: 'POST',
        action: '/share',
        enctype: 'multipart/form-data',
      });
      const input = Object.assign(document.createElement('input'), { type: 'file', name: 'files', multiple: true });
      input.files = data.files;
      form.append(input);
      document.body.append(form);
      form.submit();
    },
    files.map(({ name }, index) => ({ name, content: [...(bytes[index] ?? [])] })),
  );
  await page.waitForURL('**/expenses/new?shared=files');
  return bytes.map(sha256);
}

test('a PDF shared without a network is a receipt after one tap, and reaches the server later', async ({ mentee }) => {
  await mentee.goOffline();
  const page = await mentee.reopen('/today');
  const [hash] = await share(page, [{ name: 'ticket.pdf', words: 'Train ticket' }]);
  await expect(page.getByText('1 file waits to become a receipt')).toBeVisible();
  // Killed now, it is still there.
  await mentee.killAndRestart('/expenses');
  await mentee.page.getByRole('button', { name: 'Add as a receipt' }).click();
  await expect(mentee.page.getByRole('textbox', { name: 'Amount' })).toBeVisible();
  expect((await readPhone(mentee.page)).photos.map((photo) => photo.hash)).toContain(hash);
  await goTo(mentee.page, 'Expenses');
  await expect(mentee.page.getByText(/waits to become a receipt/)).toHaveCount(0);
});

test('what is shared while nobody is signed in waits for whoever signs in, as receipts of their own', async ({
  server,
}) => {
  const phone = await openPhone(server.port);
  try {
    const { page } = phone;
    await page.goto(`${phone.origin}/`);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.reload();
    await share(page, [
      { name: 'hotel.pdf', words: 'Hotel' },
      { name: 'tram.pdf', words: 'Tram' },
    ]);
    await expect(page.getByText('2 shared files are kept on this device')).toBeVisible();
    await signIn(phone, server.secrets.mentee);
    await expect(page.getByText('2 files wait to become a receipt')).toBeVisible();
    const before = (await readPhone(page)).rows;
    await page.getByRole('button', { name: 'Each its own receipt' }).click();
    await expect(page).toHaveURL(/\/expenses$/);
    const count = (rows: object, kind: string) => Object.keys(rows).filter((key) => key.startsWith(`${kind}/`)).length;
    const { rows } = await readPhone(page);
    expect(count(rows, 'expense')).toBe(count(before, 'expense') + 2);
    expect(count(rows, 'receipt')).toBe(count(before, 'receipt') + 2);
    await expect(page.getByText(/wait to become a receipt/)).toHaveCount(0);
  } finally {
    await phone.close();
  }
});
