import { expect, type Locator, type Page } from '@playwright/test';
import { addObjective } from './support/actions.ts';
import { expectAccessible, expectSynced, goTo } from './support/steps.ts';
import { test } from './support/world.ts';

/** Both sides agree to one exact version of the plan, each on a phone that may have no network. */

const agreement = (page: Page): Locator => page.getByRole('region', { name: 'Agreement' });
const agreeButton = (page: Page): Locator => page.getByRole('button', { name: 'Agree to this version' });

test('agreeing without a network is queued, refused when the other side has changed the plan, and then both agree', async ({
  mentee,
  mentor,
}) => {
  await goTo(mentee.page, 'Plan');
  await expect(agreement(mentee.page)).toContainText('Agreed by both sides');

  await addObjective(mentor.page, 'Plan the next visit');
  await expectSynced(mentor.page);
  await expect(agreement(mentee.page)).toContainText('Changed since both agreed');
  await expect(agreement(mentee.page).getByRole('listitem').last()).toContainText('Plan the next visit');
  await expectAccessible(mentee.page);

  await mentee.goOffline();
  await agreeButton(mentee.page).click();
  await expect(agreement(mentee.page)).toContainText('Waits to be sent');
  await mentee.reopen('/plan');
  await expect(agreement(mentee.page)).toContainText('Not sent yet: it counts once it has reached the server.');
  await expect(agreement(mentee.page)).not.toContainText('Agreed by both sides');

  await addObjective(mentor.page, 'Bring a second teacher');
  await expectSynced(mentor.page);
  await mentee.goOnline();
  await expect(agreement(mentee.page)).toContainText('Your agreement was refused', { timeout: 60_000 });
  await expect(agreement(mentee.page)).toContainText('The plan or schedule had changed when your agreement arrived');
  await expect(mentee.page.getByRole('status')).toContainText('Needs attention');
  await expect(agreement(mentee.page)).toContainText('Bring a second teacher');
  await expect(agreement(mentor.page)).not.toContainText('Ilinca');

  await agreeButton(mentee.page).click();
  await expectSynced(mentee.page);
  await expect(agreement(mentor.page)).toContainText('Ilinca');
  await agreeButton(mentor.page).click();
  for (const phone of [mentee, mentor]) {
    await expectSynced(phone.page);
    await expect(agreement(phone.page)).toContainText('Agreed by both sides');
  }
});

test('what is done during the visit voids no agreement, and a moved session does, with its old and new time', async ({
  mentee,
  mentor,
}) => {
  await goTo(mentor.page, 'Plan');
  await mentor.page.getByRole('checkbox', { name: /Who answers when a parent asks/ }).check();
  await expectSynced(mentor.page);
  await expect(agreement(mentor.page)).toContainText('Agreed by both sides');
  await mentor.page.getByRole('link', { name: 'Schedule', exact: true }).click();
  await mentor.page
    .getByRole('link', { name: /./ })
    .and(mentor.page.locator('[href^="/plan/schedule/"]'))
    .first()
    .click();
  await mentor.page.getByRole('textbox', { name: 'Place', exact: true }).fill('The room upstairs');
  await mentor.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expectSynced(mentor.page);
  await goTo(mentee.page, 'Plan');
  const region = agreement(mentee.page);
  await expect(region).toContainText('Changed since both agreed');
  await expect(region.locator('ins')).toHaveText('The room upstairs');
});
