import { type CDPSession, expect, type Page } from '@playwright/test';
import { addObjective } from './support/actions.ts';
import { openGate } from './support/gate.ts';
import { openPhone, type Phone } from './support/phone.ts';
import { expectSynced, goTo, signIn } from './support/steps.ts';
import { readPhone } from './support/storage.ts';
import { test } from './support/world.ts';

/** S7: the service worker sends what waits when no page does, and never while one does. */

const tag = 'carnet-sync';

/** The browser's own switch for “there is a network again”, pulled on the one worker of the phone. */
async function openSwitch(phone: Phone): Promise<{ wakeWorker(): Promise<void> }> {
  const context = phone.page.context();
  // Of no origin, so that the app itself can be closed.
  const session: CDPSession = await context.newCDPSession(await context.newPage());
  const found = Promise.withResolvers<string>();
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const registration = registrations.find(({ scopeURL }) => scopeURL === `${phone.origin}/`);
    if (registration) found.resolve(registration.registrationId);
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await found.promise;
  return {
    async wakeWorker() {
      const event = { origin: phone.origin, registrationId, tag, lastChance: false };
      await session.send('ServiceWorker.dispatchSyncEvent', event);
    },
  };
}

async function expectObjective(page: Page, title: string): Promise<void> {
  await goTo(page, 'Plan');
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
}

test('what was written without a network reaches the server with no page of the app open', async ({
  mentee,
  mentor,
}) => {
  const { wakeWorker } = await openSwitch(mentee);
  await mentee.goOffline();
  await mentee.reopen('/plan');
  await addObjective(mentee.page, 'Sent by the worker alone');
  await mentee.page.close();
  await mentee.goOnline();
  await wakeWorker();
  await expectObjective(mentor.page, 'Sent by the worker alone');

  // The acknowledgement is on the phone too: opened without a network, it has nothing to send.
  await mentee.goOffline();
  await mentee.reopen();
  await expect(mentee.page.getByRole('status')).toHaveText('Offline');
  expect((await readPhone(mentee.page)).outbox).toBe(0);
});

test('a write that could not be sent is registered with the browser, which wakes the worker for it', async ({
  mentee,
}) => {
  await mentee.goOffline();
  await mentee.reopen('/plan');
  await addObjective(mentee.page, 'For later');
  const tags = () =>
    mentee.page.evaluate(async () => {
      const registration: ServiceWorkerRegistration & { sync?: { getTags(): Promise<string[]> } } =
        await navigator.serviceWorker.ready;
      return registration.sync?.getTags();
    });
  await expect.poll(tags).toEqual([tag]);
});

test('a page closed in the middle of its round is followed by the worker, which sends the write', async ({
  server,
  mentor,
}) => {
  const gate = await openGate(server.port);
  const phone = await openPhone(gate.port);
  try {
    await signIn(phone, server.secrets.mentee);
    // The blank page keeps the browser open.
    await phone.page.context().newPage();
    const open = gate.hold('/push');
    await addObjective(phone.page, 'Sent although the page was closed');
    await expect.poll(() => gate.seen.at(-1)).toBe('/api/sync/push');
    const before = gate.seen.length;
    await phone.page.close();
    await expect.poll(() => gate.seen.length).toBeGreaterThan(before);
    open();
    await expectObjective(mentor.page, 'Sent although the page was closed');
  } finally {
    await phone.close();
    gate.close();
  }
});

for (const end of ['closed', 'crashed'] as const) {
  test(`two tabs never sync at once, and one that is ${end} in its round lets the other go on`, async ({
    server,
    mentor,
  }) => {
    const gate = await openGate(server.port);
    const phone = await openPhone(gate.port);
    try {
      await signIn(phone, server.secrets.mentee);
      const first = phone.page;
      const second = await first.context().newPage();
      await second.goto(`${phone.origin}/plan`);
      await Promise.all([addObjective(first, 'Of the first tab'), addObjective(second, 'Of the second tab')]);
      await Promise.all([expectSynced(first), expectSynced(second)]);
      expect(gate.most).toBe(1);

      const open = gate.hold('/push');
      await addObjective(first, 'In the middle of a round');
      await expect.poll(() => gate.seen.at(-1)).toBe('/api/sync/push');
      await addObjective(second, 'Behind it');
      const pending = () => second.evaluate(async () => (await navigator.locks.query()).pending?.length);
      await expect.poll(pending).toBeGreaterThan(0);
      expect(gate.most).toBe(1);
      const before = gate.seen.length;
      await endTab(first, end);
      await expect.poll(() => gate.seen.length).toBeGreaterThan(before);
      open();
      for (const title of ['In the middle of a round', 'Behind it']) await expectObjective(mentor.page, title);
      await expectSynced(second);
    } finally {
      await phone.close();
      gate.close();
    }
  });
}

async function endTab(page: Page, end: 'closed' | 'crashed'): Promise<void> {
  if (end === 'closed') return page.close();
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // Its answer never comes.
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
}
