import { expect, type Page } from '@playwright/test';
import { goTo } from './support/steps.ts';
import { test } from './support/world.ts';

/** A phone that holds 200 receipts, without a network. */

const count = 200;

test('200 receipts: the list opens at once, draws only the photos that are looked at, scrolls, and is searched', async ({
  mentee,
}) => {
  await goTo(mentee.page, 'Expenses');
  const rows = (page: Page) => page.locator('.expense-item');
  const before = await rows(mentee.page).count();
  await fillPhone(mentee.page);
  await mentee.goOffline();
  const page = await mentee.reopen('/expenses');
  await expect(rows(page)).toHaveCount(before + count);
  await rows(page).first().scrollIntoViewIfNeeded();
  const photos = page.locator('.expense-item img.photo');
  await expect.poll(() => photos.count()).toBeGreaterThan(0);
  expect(await photos.count()).toBeLessThan(60);

  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.fill('Kavárna 137');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Kavárna 137');
  await search.fill('nothing is called so');
  await expect(rows(page)).toHaveCount(0);
  await search.fill('');
  await expect(rows(page)).toHaveCount(before + count);

  const last = rows(page).last();
  await last.scrollIntoViewIfNeeded();
  await expect(last.locator('img.photo')).toBeVisible();
  await rows(page).filter({ hasText: 'Kavárna 42' }).first().getByRole('link').click();
  await expect(page.getByRole('textbox', { name: 'Paid to' })).toHaveValue('Kavárna 42');
});

/** Expenses with a photo each, as if they had come from the server: they wait for nothing. */
function fillPhone(page: Page): Promise<void> {
  return page.evaluate(async (total) => {
    const ready = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const db = await ready(indexedDB.open(names.find((name) => name.startsWith('carnet-')) ?? ''));
    const stored = await ready(db.transaction('rows').objectStore('rows').getAll());
    const sample = stored.find(({ kind }) => kind === 'expense');
    const draw = async (at: number) => {
      const canvas = new OffscreenCanvas(270, 360);
      const pen = canvas.getContext('2d');
      if (!pen) throw new Error('this browser has no canvas');
      pen.fillStyle = `hsl(${at * 7} 60% 80%)`;
      pen.fillRect(0, 0, 270, 360);
      pen.fillStyle = 'black';
      pen.font = '40px sans-serif';
      pen.fillText(`${at},50 EUR`, 30, 180);
      return (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer();
    };
    const hashOf = async (bytes: ArrayBuffer) =>
      Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
        byte.toString(16).padStart(2, '0'),
      ).join('');
    for (let at = 0; at < total; at += 1) {
      const bytes = await draw(at);
      const hash = await hashOf(bytes);
      const [id, receiptId] = [crypto.randomUUID(), crypto.randomUUID()];
      const { exchangeId } = sample;
      const createdAt = `2026-05-${String(11 + (at % 5)).padStart(2, '0')}T09:00:00.000Z`;
      const expense = {
        ...sample.row,
        id,
        day: createdAt.slice(0, 10),
        amount: at * 100 + 50,
        currency: 'EUR',
        rate: null,
        merchant: `Kavárna ${at}`,
        note: '',
        createdAt,
        deletedAt: null,
      };
      const receipt = {
        id: receiptId,
        expenseId: id,
        order: 'V',
        blob: hash,
        thumb: hash,
        type: 'image/jpeg',
        size: bytes.byteLength,
        name: `${at}.jpg`,
        createdBy: expense.createdBy,
        createdAt,
      };
      const file = { exchangeId, hash, type: 'image/jpeg', size: bytes.byteLength, state: 'confirmed' };
      const custody = {
        origin: 'received',
        uploadUrl: null,
        sentBytes: bytes.byteLength,
        storedAt: 1,
        sendingAt: null,
      };
      const never = { confirmedAt: 1, seenAt: null, reportedAt: null, lastError: null };
      const change = db.transaction(['rows', 'blobs', 'blobBytes'], 'readwrite');
      change.objectStore('rows').put({ exchangeId, kind: 'expense', id, parentId: '', row: expense });
      change.objectStore('rows').put({ exchangeId, kind: 'receipt', id: receiptId, parentId: id, row: receipt });
      change.objectStore('blobs').put({ ...file, ...custody, ...never });
      await ready(change.objectStore('blobBytes').put({ hash, bytes }));
    }
    db.close();
  }, count);
}
