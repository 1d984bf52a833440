import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { addObjective } from './support/actions.ts';
import { openGate } from './support/gate.ts';
import { openPhone, type Phone } from './support/phone.ts';
import { startServerProcess } from './support/server-process.ts';
import { expectAccessible, goTo, signIn } from './support/steps.ts';
import { readPhone } from './support/storage.ts';
import { test } from './support/world.ts';

/** S9, S11: versions of the app that meet on one phone, and an app that meets a newer server. */

/** What a tab of another version of the app has of the same database: a page of the same origin that is not the app. */
async function openOtherTab(phone: Phone): Promise<Page> {
  const page = await phone.page.context().newPage();
  await page.goto(`${phone.origin}/api/health`);
  return page;
}

function databaseName(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    return names.find((name) => name.startsWith('carnet-')) ?? '';
  });
}

/** Upgrades the database as a later version of the app would, and reads the number of writes that wait in it. */
function upgrade(page: Page, name: string): Promise<{ version: number; outbox: number }> {
  return page.evaluate(async (database) => {
    const request = indexedDB.open(database, 990);
    const db = await new Promise<IDBDatabase>((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const count = db.transaction('outbox').objectStore('outbox').count();
    await new Promise((done) => count.addEventListener('success', done));
    db.close();
    return { version: db.version, outbox: count.result };
  }, name);
}

/** Puts a database of version 1 in the place of the present one, and holds on to it like a page that is frozen. */
function holdVersion1(page: Page, name: string): Promise<void> {
  return page.evaluate(async (database) => {
    const gone = indexedDB.deleteDatabase(database);
    await new Promise((done) => gone.addEventListener('success', done));
    const request = indexedDB.open(database, 10);
    request.onupgradeneeded = () => {
      const key = ['exchangeId', 'kind', 'id'];
      const make = (store: string, keyPath: string | string[], indexes: (string | string[])[] = []) => {
        const made = request.result.createObjectStore(store, { keyPath });
        for (const index of indexes) {
          const called = typeof index === 'string' ? index : `[${index.join('+')}]`;
          made.createIndex(called, index, { unique: index === 'id' });
        }
      };
      make('rows', key, [['exchangeId', 'kind', 'parentId']]);
      make('shadows', key, ['exchangeId']);
      make('outbox', ['exchangeId', 'seq'], ['id']);
      make('rejections', 'id', ['exchangeId']);
      make('replicas', 'exchangeId');
      make('held', key, ['exchangeId']);
      make('blobs', ['exchangeId', 'hash'], [['exchangeId', 'state']]);
      for (const [store, keyPath] of [
        ['blobBytes', 'hash'],
        ['drafts', 'key'],
        ['status', 'key'],
      ] as const)
        make(store, keyPath);
    };
    await new Promise((done) => request.addEventListener('success', done));
    // Kept from the garbage collector, which would close it.
    Object.assign(window, { frozen: request.result });
  }, name);
}

test('S11: a tab of an older version stops writing, says so, and keeps what is typed on its screen', async ({
  mentee,
}) => {
  const { page } = mentee;
  await goTo(page, 'Plan');
  await page.getByRole('button', { name: 'Add objective' }).click();
  const objective = page.getByRole('textbox', { name: 'Objective', exact: true });
  await objective.fill('Half typed when the update came');
  await page.getByRole('textbox', { name: 'How we will know' }).fill('It is still here');
  const other = await openOtherTab(mentee);
  const name = await databaseName(other);
  await upgrade(other, name);
  await page.bringToFront();

  const words = /Carnet was updated or signed out in another tab/;
  await expect(page.locator('.trouble')).toHaveText(words);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('dialog').getByText(words)).toBeVisible();
  await expect(objective).toHaveValue('Half typed when the update came');
  expect(await upgrade(other, name)).toEqual({ version: 990, outbox: 0 });

  // Closing the form is the person's own decision; only then is the rest of the page within reach.
  await page.getByRole('button', { name: 'Close' }).first().click();
  // However far down the person is.
  await expect(page.locator('.trouble')).toBeInViewport();
  const reloaded = page.waitForEvent('load');
  await page.locator('.trouble').getByRole('button').click();
  await reloaded;
  // The same old app, now over a database that a newer one has written: not blank, and it touches nothing.
  await expect(page.locator('.trouble')).toContainText('A newer Carnet has been used on this device');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await expectAccessible(page);
  expect(await upgrade(other, name)).toEqual({ version: 990, outbox: 0 });
  const again = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Update now' }).click();
  await again;
});

test('S11: while a frozen tab holds an older database the new one says so, and goes on as soon as it is closed', async ({
  mentee,
}) => {
  const other = await openOtherTab(mentee);
  const name = await databaseName(other);
  await mentee.page.close();
  await holdVersion1(other, name);
  const page = await mentee.reopen('/plan');
  await expect(page.getByText('Another tab holds an older Carnet')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await other.close();
  await expect(page.getByText('Another tab holds an older Carnet')).toHaveCount(0);
  await addObjective(page, 'After the other tab was closed');
});

test('S9: an app that a newer server refuses keeps all its work, and updates when the person agrees', async () => {
  const app = await mkdtemp(join(tmpdir(), 'carnet-app-'));
  await cp(resolve(import.meta.dirname, '../../dist'), app, { recursive: true });
  const server = await startServerProcess(app);
  const gate = await openGate(server.port);
  const phone = await openPhone(gate.port);
  try {
    await signIn(phone, server.secrets.mentee);
    gate.refuse('protocol_unsupported', 426);
    await addObjective(phone.page, 'Written for an older server');
    const words = phone.page.locator('.trouble');
    await expect(words).toContainText('This version of Carnet no longer fits the server');
    expect((await readPhone(phone.page)).outbox).toBe(1);

    await appendFile(join(app, 'sw.js'), '\n// the next version\n');
    const taken = phone.page.evaluate(
      () => new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', () => done('taken'))),
    );
    await words.getByRole('button', { name: 'Update now' }).click();
    // The page goes away while it is asked: that is the reload.
    expect(await taken.catch(() => 'taken')).toBe('taken');
    await expect(words).toContainText('no longer fits the server');
    const waiting = () => phone.page.evaluate(async () => (await navigator.serviceWorker.ready).waiting === null);
    await expect.poll(waiting).toBe(true);
    expect((await readPhone(phone.page)).outbox).toBe(1);
  } finally {
    await phone.close();
    gate.close();
    await server.close();
    await rm(app, { recursive: true });
  }
});
