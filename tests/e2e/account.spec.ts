import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { inviteToDemo, seedDemo } from '#server/demo/seed-demo.ts';
import { startServer } from '#server/serve.ts';
import { freePort, openOidcServer } from '#tests/oidc-server.ts';
import { openPhone } from './support/phone.ts';
import { expectSynced, signIn } from './support/steps.ts';

/** The provider's own pages: a name, any password, and agreeing. */
async function logIn(page: Page, account: string): Promise<void> {
  await page.locator('input[name=login]').fill(account);
  await page.locator('input[name=password]').fill('x');
  await page.locator('button[type=submit]').click();
  await page.locator('button[type=submit]').click();
}

test('an account is linked on a phone, and signs in there again after everything was removed from it', async () => {
  const port = await freePort();
  const phone = await openPhone(port);
  const oidc = await openOidcServer(`${phone.origin}/account`);
  const dataDir = await mkdtemp(join(tmpdir(), 'carnet-account-'));
  const distDir = resolve(import.meta.dirname, '../../dist');
  const server = await startServer({ dataDir, port, origin: phone.origin, distDir, accounts: oidc.config });
  try {
    const links = await inviteToDemo(server.services, phone.origin, await seedDemo(server.services));
    await signIn(phone, new URL(links.mentee).hash.slice(1));
    const { page } = phone;
    await page.goto(`${phone.origin}/more/devices`);
    await page.getByRole('button', { name: 'Link my account' }).click();
    await logIn(page, 'IlincaȚ');
    await expect(page.getByText('Linked: IlincaȚ')).toBeVisible();
    expect(new URL(page.url()).search).toBe('');

    await page.goto(`${phone.origin}/more`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in with a Wikimedia account' }).click();
    // The provider still knows the person: it asks nothing, or only for agreement.
    const nav = page.getByRole('navigation', { name: 'Main' });
    const agree = page.locator('button[type=submit]').filter({ hasText: /continue/i });
    await expect(nav.or(agree)).toBeVisible();
    if (await agree.isVisible()) await agree.click();
    await expect(nav).toBeVisible();
    await expectSynced(page);
  } finally {
    await phone.close();
    await server.close();
    await oidc.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});
