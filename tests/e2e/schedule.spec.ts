import { expect, type Page } from '@playwright/test';
import { addSession, openSchedule } from './support/actions.ts';
import { expectAccessible, expectSynced } from './support/steps.ts';
import { shareWorld } from './support/world.ts';

/** The schedule in two hands: moved, dragged, tied to objectives, and told what became of it. */

const test = shareWorld();

async function openSession(page: Page, name: string): Promise<void> {
  await openSchedule(page);
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

async function setTimes(page: Page, start: string, end: string): Promise<void> {
  await page.getByLabel('Start').fill(start);
  await page.getByLabel('End').fill(end);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved on this device', { exact: true }).first()).toBeVisible();
}

test('one changes a session’s time offline while the other moves it to another day offline: one session, both intentions, and both read what happened', async ({
  mentee,
  mentor,
}) => {
  const title = 'Write the handover together';
  await addSession(mentee.page, { title, start: '17:00', end: '18:00' });
  await expectSynced(mentee.page);
  await openSchedule(mentor.page);
  await expect(mentor.page.getByRole('link', { name: title, exact: true })).toBeVisible({ timeout: 30_000 });
  await Promise.all([mentee.goOffline(), mentor.goOffline()]);

  await openSession(mentee.page, title);
  await setTimes(mentee.page, '18:30', '19:45');
  await openSession(mentor.page, title);
  const nextDay = await mentor.page.getByLabel('Day').locator('option:checked + option').textContent();
  await mentor.page.getByRole('button', { name: 'Next day' }).click();
  await expect(mentor.page.getByText('Saved on this device', { exact: true }).first()).toBeVisible();

  await Promise.all([mentee.goOnline(), mentor.goOnline()]);
  for (const { page } of [mentee, mentor]) {
    await expectSynced(page);
    await expect(page.getByLabel('Start')).toHaveValue('18:30', { timeout: 30_000 });
    await expect(page.getByLabel('Day').locator('option:checked')).toHaveText(nextDay ?? '');
    const history = page.getByRole('region', { name: 'What was changed' }).getByRole('listitem');
    await expect(history.filter({ hasText: '17:00–18:00 → 18:30–19:45' }).first()).toBeVisible();
    await expect(history.filter({ hasText: 'Day and time' })).not.toHaveCount(0);
    await openSchedule(page);
    // Also on the days that do not show.
    await expect(page.locator('.timeline-title', { hasText: title })).toHaveCount(1);
  }
});

test('both change the time offline: the later by the server’s order stands, and the other is told on the session, also after a reload', async ({
  mentee,
  mentor,
}) => {
  const title = 'Agree on the handover';
  await addSession(mentee.page, { title, start: '17:00', end: '18:00' });
  await expectSynced(mentee.page);
  await openSchedule(mentor.page);
  await expect(mentor.page.getByRole('link', { name: title, exact: true })).toBeVisible({ timeout: 30_000 });
  await Promise.all([mentee.goOffline(), mentor.goOffline()]);
  await openSession(mentee.page, title);
  await setTimes(mentee.page, '19:00', '20:00');
  await openSession(mentor.page, title);
  await setTimes(mentor.page, '20:30', '21:30');

  await mentee.goOnline();
  await expectSynced(mentee.page);
  await mentor.goOnline();
  await expectSynced(mentor.page);
  await expect(mentee.page.getByLabel('Start')).toHaveValue('20:30', { timeout: 30_000 });
  await mentee.page.reload();
  await expect(mentee.page.getByText('has changed this after you')).toBeVisible();
  await expect(mentee.page.getByText('19:00–20:00 → 20:30–21:30').first()).toBeVisible();
  await expect(mentor.page.getByText('has changed this after you')).toHaveCount(0);
});

test('a session is dragged to the tab of another day, and back by undo; arrow keys move it as well', async ({
  mentee,
}) => {
  const title = 'Try the handover';
  const { page } = mentee;
  await mentee.goOffline();
  await addSession(page, { title, start: '17:00', end: '18:00' });
  await openSchedule(page);
  const handle = page.getByRole('button', { name: `Move “${title}”` });
  // Waits until nothing lies over it, as the bar of the five places may.
  await handle.hover();
  await page.mouse.down();
  // Up at the edge the page scrolls until the tabs of the days are there.
  await page.mouse.move(200, 60, { steps: 10 });
  await expect(dayAfter(page)).toBeInViewport();
  await expect(async () => {
    const tab = await dayAfter(page).boundingBox();
    if (!tab) throw new Error('no tab');
    await page.mouse.move(tab.x + tab.width / 2, tab.y + tab.height / 2, { steps: 4 });
    await expect(page.locator('.day-tab--over')).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await page.mouse.up();
  await expect(page.getByText(`“${title}” moved to`)).toBeVisible();
  await expect(page.getByRole('link', { name: title, exact: true })).toBeVisible();
  const item = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) });
  await page.getByRole('button', { name: `Move “${title}”` }).press('ArrowDown');
  await expect(item.getByText('17:15')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(item.getByText('17:00')).toBeVisible();
  // The session, the way to the other day, the arrow key, and the way back.
  await expect(page.getByRole('status')).toContainText('4 changes waiting');
  await mentee.goOnline();
});

/** The tab after the one of the day that shows. */
function dayAfter(page: Page) {
  return page.locator('.day-tab[aria-current] + .day-tab');
}

test('a personal item stays with its owner, and an objective is tied to a session in the table of both', async ({
  mentee,
  mentor,
}) => {
  const title = 'Read the handover aloud';
  const { page } = mentee;
  await openSchedule(page);
  await page.getByRole('button', { name: 'Add session' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Call home');
  await page.getByLabel(/^Only for me/).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Call home' })).toBeVisible();
  await expect(page.getByText('Only you')).toBeVisible();
  await addSession(page, { title, start: '17:00', end: '18:00' });
  await expectSynced(page);
  await openSchedule(mentor.page);
  await expect(mentor.page.getByRole('link', { name: title, exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(mentor.page.getByRole('link', { name: 'Call home' })).toHaveCount(0);

  await page.goto(`${mentee.origin}/plan/coverage`);
  const cell = page.getByRole('button', { name: new RegExp(`^“${title}” serves`) }).first();
  await cell.click();
  await expect(cell).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(page);
  await openSchedule(page);
  await expectAccessible(page);
  await openSession(page, title);
  await expectAccessible(page);
});
