import { expect, type Locator, type Page } from '@playwright/test';
import { writeInReport } from './support/actions.ts';
import { openPhone } from './support/phone.ts';
import { expectAccessible, expectSynced, goTo, signIn } from './support/steps.ts';
import { shareWorld } from './support/world.ts';

/** Both sides sign one exact version of the report, the Hub accepts it, and it stays to be read. */

const test = shareWorld();

const signatures = (page: Page): Locator => page.getByRole('region', { name: 'Signatures' });

async function sign(page: Page): Promise<void> {
  await signatures(page).getByRole('button', { name: 'Sign this version' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign this version' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

test('one signs offline while the other edits: it is refused; both sign anew, and the next edit voids both with its words', async ({
  mentee,
  mentor,
}) => {
  await goTo(mentee.page, 'Report');
  const status = mentee.page.getByRole('region', { name: 'State of the report' });
  await expect(status).toContainText('2 required parts missing');
  await expect(signatures(mentee.page)).toContainText('What the mentor would do differently');
  await expect(signatures(mentee.page).getByRole('button', { name: 'Sign this version' })).toBeDisabled();
  await writeInReport(mentee.page, 'What the mentee would do differently', 'Arrive a day earlier.');
  await writeInReport(mentor.page, 'What the mentor would do differently', 'Ask for the keys first.');
  await expectSynced(mentor.page);
  await expectSynced(mentee.page);
  await goTo(mentor.page, 'Report');
  await expect(signatures(mentor.page).getByRole('button', { name: 'Sign this version' })).toBeEnabled();
  await goTo(mentee.page, 'Report');
  await expect(status).toContainText('nothing missing');
  await expectAccessible(mentee.page);

  await mentee.goOffline();
  await sign(mentee.page);
  await expect(signatures(mentee.page)).toContainText('Signed here, will be sent: it counts once it has reached');
  await writeInReport(mentor.page, 'Summary', ' It rained on the second day.');
  await expectSynced(mentor.page);
  await mentee.goOnline();
  await expect(signatures(mentee.page)).toContainText('Your signature was refused', { timeout: 60_000 });
  await expect(mentee.page.getByRole('status')).toContainText('Needs attention');

  await sign(mentee.page);
  await expectSynced(mentee.page);
  await goTo(mentor.page, 'Report');
  await expect(signatures(mentor.page)).toContainText('Signed by one side', { timeout: 30_000 });
  await sign(mentor.page);
  await expectSynced(mentor.page);
  await expect(signatures(mentee.page)).toContainText('Signed by both sides', { timeout: 30_000 });

  await writeInReport(mentor.page, 'Summary', ' And it snowed.');
  await expectSynced(mentor.page);
  await expect(signatures(mentee.page)).toContainText('Changed since it was signed', { timeout: 30_000 });
  await expect(signatures(mentee.page).locator('ins')).toHaveText(/And it snowed\./);
  // Further down the bar at the bottom may cover half a button, which is then measured as too small.
  await mentee.page.evaluate(() => scrollTo(0, 0));
  await expectAccessible(mentee.page);
});

test('the Hub accepts what both sides have signed, and it stays to be read as it was', async ({
  server,
  mentee,
  mentor,
}) => {
  await writeInReport(mentee.page, 'What the mentee would do differently', 'Bring two chargers.');
  await writeInReport(mentor.page, 'What the mentor would do differently', 'Ask who locks up.');
  await expectSynced(mentor.page);
  await expectSynced(mentee.page);
  for (const phone of [mentee, mentor]) {
    await goTo(phone.page, 'Report');
    await expect(signatures(phone.page).getByRole('button', { name: 'Sign this version' })).toBeEnabled();
    await sign(phone.page);
    await expect(signatures(phone.page)).not.toContainText('Not signed yet');
    await expectSynced(phone.page);
  }

  const hub = await openPhone(server.port);
  try {
    await signIn(hub, server.secrets.hub);
    await hub.page.setViewportSize({ width: 1280, height: 800 });
    await hub.page.goto(`${hub.origin}/hub/exchange/report`);
    await hub.page.getByRole('button', { name: 'Accept the report' }).click();
    await expect(hub.page.getByText('Accepted', { exact: true }).first()).toBeVisible();
    await expectSynced(hub.page);
  } finally {
    await hub.close();
  }
  await expect(mentee.page.getByRole('region', { name: 'State of the report' })).toContainText(
    'accepted by the CEE Hub',
    {
      timeout: 30_000,
    },
  );
  await writeInReport(mentee.page, 'Summary', ' Later words.');
  await goTo(mentee.page, 'Report');
  await mentee.page.getByRole('link', { name: 'Read the version that both sides signed' }).click();
  await expect(mentee.page.getByRole('heading', { level: 1, name: 'The signed report' })).toBeVisible();
  await expect(mentee.page.getByText('Bring two chargers.')).toBeVisible();
  await expect(mentee.page.getByText('Later words.')).toHaveCount(0);
  await expect(mentee.page.getByText('The report has been changed since this version was signed.')).toBeVisible();
  await expectAccessible(mentee.page);
});
