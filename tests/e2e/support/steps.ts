import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './patient.ts';
import type { Phone } from './phone.ts';

/** The steps that a person takes again and again. */

/** Opens a one-time link, and waits until the phone holds the exchange and can start without a network. */
export async function signIn(phone: Phone, secret: string): Promise<void> {
  const { page } = phone;
  await page.goto(`${phone.origin}/join#${secret}`);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await expectSynced(page);
  // Nothing waits to be sent on a phone that has nothing yet, either.
  const main = page.getByRole('main');
  await expect(main).toHaveText(/.{60}/s);
  await expect(main).not.toContainText('Not on this device yet');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

export async function expectSynced(page: Page): Promise<void> {
  await expect(page.getByRole('status')).toHaveText('All changes synced', { timeout: 60_000 });
}

export async function goTo(page: Page, place: 'Today' | 'Plan' | 'Expenses' | 'Report' | 'More'): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place }).click();
  // Not that of the screen before.
  await expect(page.getByRole('heading', { level: 1, name: place, exact: true })).toBeVisible();
}

/**
 * No violation of WCAG 2.2 A or AA on the open screen that a machine can find.
 * @param rules only these of axe's rules
 */
export async function expectAccessible(page: Page, rules?: readonly string[]): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules([...rules]) : axe.withTags(tags)).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(found, page.url()).toEqual([]);
}
