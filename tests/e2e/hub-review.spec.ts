import { expect } from '@playwright/test';
import { openPhone, type Phone } from './support/phone.ts';
import { expectAccessible, expectSynced, goTo, signIn } from './support/steps.ts';
import { test } from './support/world.ts';

const laptop = { width: 1280, height: 800 };

/** A Hub person at a laptop, with the open exchange on it. */
async function openHub(port: number, secret: string): Promise<Phone> {
  const hub = await openPhone(port);
  await signIn(hub, secret);
  await hub.page.setViewportSize(laptop);
  return hub;
}

test('a question asked offline by the keyboard reaches the mentor, whose answer makes the expense wait again', async ({
  server,
  mentor,
}) => {
  const hub = await openHub(server.port, server.secrets.hub);
  try {
    const { page } = hub;
    await page.goto(`${hub.origin}/hub/exchange/expenses`);
    const review = page.getByRole('article');
    await expect(review.getByRole('heading', { level: 2 })).toHaveText(/Bistro/);
    await expect(review.getByRole('img', { name: /page 1/i })).toBeVisible({ timeout: 30_000 });
    await expectAccessible(page);

    await hub.goOffline();
    // Without the mouse: ask about the first, and approve the next.
    await page.keyboard.press('q');
    await page.keyboard.type('Who were the four at the table?');
    await page.getByRole('button', { name: 'Ask' }).press('Enter');
    await expect(review.getByRole('heading', { level: 2 })).toHaveText(/Dílna/);
    await expect(review.getByRole('button', { name: 'Approve' })).toBeEnabled();
    await page.keyboard.press('a');
    await expect(review.getByRole('heading', { level: 2 })).not.toHaveText(/Dílna/);
    await expect(page.getByRole('status')).toHaveText(/2 changes waiting/);

    // Reloaded in the middle, nothing is gone.
    await hub.reopen('/hub/exchange/expenses?show=queried');
    await hub.page.setViewportSize(laptop);
    await expect(hub.page.getByRole('link', { name: /Bistro.*Question from the Hub/s })).toBeVisible();
    await hub.goOnline();
    await expectSynced(hub.page);

    await goTo(mentor.page, 'Expenses');
    const todo = mentor.page.getByRole('region', { name: /The Hub waits for your answer/ });
    await todo.getByRole('link', { name: /Bistro/ }).click({ timeout: 30_000 });
    await expect(mentor.page.getByText('Who were the four at the table?')).toBeVisible();
    await expectAccessible(mentor.page);
    await mentor.page.getByLabel('Answer to the CEE Hub').fill('Both teams: two and two.');
    await mentor.page.getByRole('button', { name: 'Send answer' }).click();
    await expect(mentor.page.getByText('Waiting for the Hub')).toBeVisible();
    await expectSynced(mentor.page);

    await hub.page.goto(`${hub.origin}/hub/exchange/expenses`);
    await expect(hub.page.getByText('Both teams: two and two.')).toBeVisible({ timeout: 30_000 });
  } finally {
    await hub.close();
  }
});

test('an approval of what was changed meanwhile is refused in words, and decided again from there', async ({
  server,
  mentor,
}) => {
  const hub = await openHub(server.port, server.secrets.hub);
  try {
    const { page } = hub;
    await page.goto(`${hub.origin}/hub/exchange/expenses`);
    await expect(page.getByRole('article').getByRole('heading', { level: 2 })).toHaveText(/Bistro/);
    await hub.goOffline();

    await goTo(mentor.page, 'Expenses');
    await mentor.page
      .getByRole('link', { name: /Bistro/ })
      .first()
      .click();
    await mentor.page.getByLabel('Amount', { exact: true }).fill('1296');
    await mentor.page.getByRole('button', { name: 'Save' }).click();
    await expectSynced(mentor.page);

    await page.keyboard.press('a');
    await expect(page.getByRole('status')).toHaveText(/1 change waiting/);
    await hub.goOnline();
    await expect(page.getByRole('status')).toHaveText(/Needs attention/, { timeout: 30_000 });
    await page.goto(`${hub.origin}/more/sync`);
    await expect(page.getByText('This expense was changed after you had read it.', { exact: false })).toBeVisible();
    await page.getByRole('button', { name: 'Edit and send again' }).click();
    await expect(page.getByRole('article').getByText('CZK 1,296.00')).toBeVisible();
    await page.getByRole('button', { name: 'Approve' }).click();
    await expectSynced(page);
  } finally {
    await hub.close();
  }
});

test('a booking made before the agreement is refused, and kept with a reason', async ({ server, mentor }) => {
  const hub = await openHub(server.port, server.secrets.hub);
  try {
    const { page } = hub;
    await goTo(mentor.page, 'Plan');
    await mentor.page.getByRole('button', { name: 'Add objective' }).click();
    await mentor.page.getByRole('dialog').getByLabel('Objective', { exact: false }).first().fill('One more aim');
    await mentor.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expectSynced(mentor.page);

    await page.goto(`${hub.origin}/hub/exchange/bookings?booking=new`);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('State').selectOption('booked');
    await dialog.getByLabel('From').fill('Brno');
    await dialog.getByLabel('To', { exact: false }).first().fill('Prague');
    await expect(page.getByRole('status')).toHaveText('All changes synced');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText(/no travel before both sides have agreed/)).toBeVisible();
    await expectAccessible(page);
    await dialog.getByLabel('Reason to book before').fill('The last seats of the week');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(/Booked before the plan was agreed, by .*: The last seats/)).toBeVisible();
    await expectSynced(page);
  } finally {
    await hub.close();
  }
});
