import { appendFile, cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { addObjective } from './support/actions.ts';
import type { Phone } from './support/phone.ts';
import { goTo } from './support/steps.ts';
import { readPhone } from './support/storage.ts';
import { test as inWorld, withServer } from './support/world.ts';

/** A world whose server serves an app of its own, which a test may change. */
const test = inWorld.extend<{ app: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  app: async ({}, use) => {
    const app = await mkdtemp(join(tmpdir(), 'carnet-app-'));
    await cp(resolve(import.meta.dirname, '../../dist'), app, { recursive: true });
    await use(app);
    await rm(app, { recursive: true });
  },
  server: async ({ app }, use) => withServer(use, app),
});

/** Takes the new version, by its button; on return the page has been loaded anew. */
async function agree({ page }: Phone, button: string): Promise<void> {
  const reloaded = page.waitForEvent('load');
  await page.getByRole('button', { name: button }).click();
  await reloaded;
}

test('S9: a new version is offered, takes over when the person agrees, and finds every unsent write', async ({
  app,
  server,
  mentee: phone,
}) => {
  // Signed out on the server, so that what is written has to wait.
  await server.revoke('mentee');
  await addObjective(phone.page, 'Written before the update');
  expect((await readPhone(phone.page)).outbox).toBe(1);

  await appendFile(join(app, 'sw.js'), '\n// the next version\n');
  await phone.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await expect(phone.page.getByText('A new version is ready')).toBeVisible();
  await agree(phone, 'Update now');

  await expect(phone.page.getByText('A new version is ready')).toHaveCount(0);
  await goTo(phone.page, 'Plan');
  await expect(phone.page.getByRole('heading', { name: 'Written before the update' })).toBeVisible();
  expect((await readPhone(phone.page)).outbox).toBe(1);
});

test('a new version brings the words of the chosen language along before it takes over', async ({
  app,
  mentee: phone,
}) => {
  await phone.page.goto(`${phone.origin}/more/language`);
  await phone.page.getByRole('button', { name: 'Українська' }).click();
  const kept = () =>
    phone.page.evaluate(async () => {
      const requests = await (await caches.open('carnet-words')).keys();
      return requests.map(({ url }) => url.replace(/.*\//, ''));
    });
  await expect.poll(kept).toHaveLength(4);

  await renameScripts(app);
  await phone.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await expect.poll(kept).toHaveLength(8);
  await agree(phone, 'Оновити зараз');
  // Those of the version before are gone.
  await expect.poll(kept).toHaveLength(4);
  await phone.goOffline();
  await phone.page.reload();
  await expect(phone.page.getByRole('heading', { level: 1, name: 'Мова' })).toBeVisible();
});

test('Today opens without waiting for the worker, and in the version that the person has agreed to', async ({
  app,
  mentee: phone,
}) => {
  const open = async () => {
    const page = await phone.reopen('/today');
    await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
    return page.evaluate(openedFrom);
  };
  const before = await open();
  expect(before.source).toBe('cache');

  await renameScripts(app);
  // The one that is here opens, and with that the browser looks for another by itself.
  expect((await open()).script).toBe(before.script);
  await expect(phone.page.getByText('A new version is ready')).toBeVisible();
  // It is here, too, and not agreed to.
  expect(await open()).toEqual({ ...before, documents: 2 });

  await agree(phone, 'Update now');
  await phone.goOffline();
  const after = await open();
  expect(after).toEqual({ source: 'cache', script: expect.stringContaining('/assets/index-'), documents: 1 });
  expect(after.script).not.toBe(before.script);
});

/** Runs in the page: where the browser had its document from, what it starts, and of how many versions there is one. */
async function openedFrom() {
  const [entry] = performance.getEntriesByType('navigation');
  // Chromium tells it (Static Routing); TypeScript does not know.
  const { workerFinalSourceType: source } = entry as PerformanceEntry & { workerFinalSourceType?: string };
  const documents = (await caches.keys()).filter((name) => name.startsWith('carnet-start')).length;
  return { source, script: document.querySelector('script')?.src, documents };
}

/** As if all of the app had changed: each of its scripts has another name, by which the others know it. */
async function renameScripts(app: string): Promise<void> {
  const names = await readdir(join(app, 'assets'));
  const hashed = new Set(names.filter((name) => /-[\w-]{8}\.js$/.test(name)));
  const renamed = (name: string) =>
    hashed.has(name) ? name.replace(/.\.js$/, (end) => (end[0] === '0' ? '1.js' : '0.js')) : name;
  const all = await readdir(app, { recursive: true });
  // The worker last: the browser looks for a new one when it likes, and that has to find all of its files.
  for (const name of [...all.filter((name) => name !== 'sw.js'), 'sw.js']) {
    const path = join(app, name);
    if (/\.(js|html)\.br$/.test(name)) await rm(path);
    if (!/\.(js|html)$/.test(name)) continue;
    const text = (await readFile(path, 'utf8')).replaceAll(/[\w-]+-[\w-]{8}\.js/g, renamed);
    // What has no hash in its name has one beside it in the worker's list.
    await writeFile(path, name === 'sw.js' ? text.replaceAll(/(["`]?revision["`]?:\s*["`])\w/g, '$1_') : text);
    await rename(path, join(dirname(path), renamed(basename(path))));
  }
}
