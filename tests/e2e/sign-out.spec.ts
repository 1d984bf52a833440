import { expect } from '@playwright/test';
import { addObjective } from './support/actions.ts';
import { expectSynced, goTo } from './support/steps.ts';
import { readPhone } from './support/storage.ts';
import { test } from './support/world.ts';

test('signing out says in numbers what would be lost, and otherwise leaves nothing behind', async ({ mentee }) => {
  await mentee.goOffline();
  await addObjective(mentee.page, 'Only on this phone');
  await goTo(mentee.page, 'More');
  await mentee.page.getByRole('button', { name: 'Sign out' }).click();
  const dialog = mentee.page.getByRole('dialog');
  await expect(dialog).toContainText('1 unsent change');
  await expect(dialog.getByRole('button', { name: 'Save a copy of everything' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect((await readPhone(mentee.page)).outbox).toBe(1);

  await mentee.goOnline();
  await expectSynced(mentee.page);
  await mentee.page.getByRole('button', { name: 'Sign out' }).click();
  await expect(dialog).toContainText('Everything has been sent');
  await dialog.getByRole('button', { name: 'Sign out' }).click();
  await expect(mentee.page.getByRole('heading', { level: 1 })).toHaveText('Carnet');
  const left = await mentee.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(left.filter((name) => name?.startsWith('carnet-'))).toEqual([]);
});
