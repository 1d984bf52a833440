import type { Page } from '@playwright/test';
import { expect } from './support/patient.ts';
import { openPhone } from './support/phone.ts';
import { signIn } from './support/steps.ts';
import { test } from './support/world.ts';

test('somebody new gets Welcome, and before it nothing of what stands behind a sign-in', async ({ server }) => {
  const phone = await openPhone(server.port);
  try {
    const asked = filesAsked(phone.page);
    await phone.page.goto(phone.origin);
    await expect(phone.page.getByRole('heading', { level: 1, name: 'Carnet' })).toBeVisible();
    expect([...asked].sort()).toEqual(['index.css', 'index.js', 'rolldown-runtime.js', 'welcome.js']);

    // All the rest comes behind it, and is here for the time without a network.
    await phone.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await phone.goOffline();
    const page = await phone.reopen('/');
    await page.getByRole('link', { name: 'Help' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Help' })).toBeVisible();
  } finally {
    await phone.close();
  }
});

test('somebody new is welcomed in their own language, and may choose another', async ({ server }) => {
  const phone = await openPhone(server.port);
  try {
    await phone.page.addInitScript(() => Object.defineProperty(navigator, 'languages', { value: ['uk-UA', 'en'] }));
    await phone.page.goto(phone.origin);
    await expect(phone.page.getByRole('button', { name: 'Продовжити' })).toBeVisible();
    await phone.page.getByRole('combobox').selectOption('Polski');
    await expect(phone.page.getByRole('button', { name: 'Dalej' })).toBeVisible();
    expect(await phone.page.evaluate(() => document.documentElement.lang)).toBe('pl-PL');
  } finally {
    await phone.close();
  }
});

test('the document that is kept for no network brings Today, and nothing of Welcome', async ({ server }) => {
  const phone = await openPhone(server.port);
  try {
    await signIn(phone, server.secrets.mentor);
    const page = await phone.reopen('/today');
    const html = await (await page.reload())?.text();
    expect(html).toContain('/assets/today-');
    expect(html).not.toContain('/assets/welcome-');
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    // It comes behind the first screen, and can be installed then.
    expect(html).not.toContain('manifest.webmanifest');
    await expect(page.locator('link[rel=manifest]')).toHaveAttribute('href', '/manifest.webmanifest');
  } finally {
    await phone.close();
  }
});

/** The names, without their hashes, of the app's files that a page asks for from now on. */
function filesAsked(page: Page): Set<string> {
  const asked = new Set<string>();
  page.on('request', (request) => {
    const [, name, ending] = /\/assets\/(.*)-.{8}(\.\w+)$/.exec(request.url()) ?? [];
    if (name && request.serviceWorker() === null) asked.add(`${name}${ending}`);
  });
  return asked;
}
