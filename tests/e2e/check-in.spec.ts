import { expect } from '@playwright/test';
import { openPhone } from './support/phone.ts';
import { expectAccessible, expectSynced, goTo } from './support/steps.ts';
import { test } from './support/world.ts';

/** Midway a participant tells the Hub how it goes; the other side never learns of it. */

test('a check-in goes to the Hub, its answer comes back, and the partner’s phone holds nothing of it', async ({
  server,
  mentee,
  mentor,
}) => {
  await mentee.goOffline();
  await mentee.page.getByRole('button', { name: 'I need help' }).click();
  await mentee.page.getByRole('textbox', { name: /What the Hub should know/ }).fill('The mentor is never on time');
  await mentee.page.getByRole('button', { name: 'Send' }).click();
  await expect(mentee.page.getByText('Not sent yet: the other reads it once there is a connection.')).toBeVisible();
  await expectAccessible(mentee.page);
  await mentee.goOnline();
  await expectSynced(mentee.page);

  const hub = await openPhone(server.port);
  try {
    await hub.page.goto(`${hub.origin}/join#${server.secrets.hub}`);
    await expect(hub.page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await hub.page.goto(`${hub.origin}/hub/exchange`);
    await expect(hub.page.getByText('The mentor is never on time')).toBeVisible({ timeout: 30_000 });
    await hub.page.getByRole('textbox', { name: 'Answer' }).fill('We will talk to them. You are not alone.');
    await hub.page.getByRole('button', { name: 'Send' }).click();
    // Written first: before that all is synced as well.
    await expect(hub.page.getByText('We will talk to them. You are not alone.').first()).toBeVisible();
    await expectSynced(hub.page);
  } finally {
    await hub.close();
  }
  await expect(mentee.page.getByText('We will talk to them. You are not alone.')).toBeVisible({ timeout: 30_000 });

  await goTo(mentor.page, 'More');
  await expectSynced(mentor.page);
  const held = await mentor.page.evaluate(async () => {
    const words: string[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of db.objectStoreNames) {
        const all = db.transaction(store).objectStore(store).getAll();
        words.push(JSON.stringify(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result)))));
      }
      db.close();
    }
    return words.join();
  });
  expect(held).toContain('objective');
  expect(held).not.toContain('never on time');
  expect(held).not.toContain('not alone');
  expect(held).not.toContain('checkIn');
});
