import { expect } from '@playwright/test';
import { addSession } from './support/actions.ts';
import { test } from './support/world.ts';

/** Notifications of the phone itself: nothing is sent over the network for them. */

test('a session that begins in five minutes is told as a notification, once, without a network', async ({ mentee }) => {
  await mentee.page.context().grantPermissions(['notifications'], { origin: mentee.origin });
  await mentee.reopen('/plan/deadlines');
  await mentee.goOffline();
  // Noon, so that the session is of the same day, whenever this runs.
  const noon = new Date();
  noon.setUTCHours(11, 0, 0, 0);
  await mentee.page.clock.setFixedTime(noon);
  await addSession(mentee.page, { title: 'Walk to the archive', start: hostTime(noon, 5), end: hostTime(noon, 35) });

  await mentee.reopen('/plan/deadlines');
  await mentee.page.clock.setFixedTime(noon);
  await mentee.page.reload();
  await expect(mentee.page.getByText(/Reminders are on/)).toBeVisible();
  const told = () =>
    mentee.page.evaluate(async () => {
      const shown = await (await navigator.serviceWorker.ready).getNotifications();
      return shown.map(({ title }) => title).filter((title) => title.includes('archive'));
    });
  await expect.poll(told, { timeout: 30_000 }).toEqual(['In 5 min: Walk to the archive']);
  await mentee.page.reload();
  expect(await told()).toHaveLength(1);
});

/** The clock of the host city some minutes after a moment. */
function hostTime(moment: Date, minutes: number): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Prague', hour: '2-digit', minute: '2-digit' });
  return clock.format(moment.getTime() + minutes * 60_000);
}
