import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { addObjective } from './support/actions.ts';
import { openPhone } from './support/phone.ts';
import { startServerProcess } from './support/server-process.ts';
import { goTo, signIn } from './support/steps.ts';
import { readPhone } from './support/storage.ts';
import { test } from './support/world.ts';

test('S9: a new version is offered, takes over when the person agrees, and finds every unsent write', async () => {
  const app = await mkdtemp(join(tmpdir(), 'carnet-app-'));
  await cp(resolve(import.meta.dirname, '../../dist'), app, { recursive: true });
  const server = await startServerProcess(app);
  const phone = await openPhone(server.port);
  try {
    await signIn(phone, server.secrets.mentee);
    // Signed out on the server, so that what is written has to wait.
    await server.revoke('mentee');
    await addObjective(phone.page, 'Written before the update');
    expect((await readPhone(phone.page)).outbox).toBe(1);

    await appendFile(join(app, 'sw.js'), '\n// the next version\n');
    await phone.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await expect(phone.page.getByText('A new version is ready')).toBeVisible();
    const reloaded = phone.page.waitForEvent('load');
    await phone.page.getByRole('button', { name: 'Update now' }).click();
    await reloaded;

    await expect(phone.page.getByText('A new version is ready')).toHaveCount(0);
    await goTo(phone.page, 'Plan');
    await expect(phone.page.getByRole('heading', { name: 'Written before the update' })).toBeVisible();
    expect((await readPhone(phone.page)).outbox).toBe(1);
  } finally {
    await phone.close();
    await server.close();
    await rm(app, { recursive: true });
  }
});
